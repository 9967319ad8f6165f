/**
 * The only module that talks to the server: the BFF of our own origin, by the session's cookie.
 */

/**
 * @typedef {{ id: string, email: string }} User
 * @typedef {{ id: string, title: string, doneAt: string | null, version: number }} Task
 * @typedef {{ id: string, taskId: string | null, startedAt: string }} TimeEntry
 */

/** A refusal, or no answer at all; the message is a sentence for the user. */
export class ApiError extends Error {
  /** @type {number} HTTP status; 0 when there was no answer */
  status;

  /**
   * @param {number} status
   * @param {string} sentence
   * @param {unknown} [cause]
   */
  constructor(status, sentence, cause) {
    super(sentence, { cause });
    this.name = 'ApiError';
    this.status = status;
  }
}

export const api = {
  /** @returns {Promise<User | null>} who is signed in */
  async me() {
    try {
      return (await send('GET', '/bff/auth/me')).user;
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) return null;
      throw error;
    }
  },

  /** Signs up and in. Whether the address was known, only the sign-in tells. @param {object} account */
  async signUp(account) {
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    await send('POST', '/bff/auth/register', { body: { ...account, timeZone } });
    return api.signIn(account);
  },

  /** @param {object} credentials @returns {Promise<User>} */
  async signIn(credentials) {
    return (await send('POST', '/bff/auth/login', { body: credentials })).user;
  },

  signOut: () => send('POST', '/bff/auth/logout'),

  /** @returns {Promise<Task[]>} all that are open */
  async openTasks() {
    const tasks = [];
    let cursor = '';
    do {
      const page = await send('GET', `/bff/app/tasks?done=false&limit=200${cursor}`);
      tasks.push(...page.items);
      cursor = page.nextCursor ? `&cursor=${encodeURIComponent(page.nextCursor)}` : '';
    } while (cursor);
    return tasks;
  },

  /** @param {string} title @returns {Promise<Task>} */
  addTask: (title) => write('POST', '/bff/app/tasks', { title }),

  /** @param {Task} task as last seen @param {boolean} done @returns {Promise<Task>} */
  setDone: ({ id, version }, done) =>
    write('PATCH', `/bff/app/tasks/${id}`, { done }, { 'If-Match': `"${version}"` }),

  /** @param {string} id @returns {Promise<Task>} */
  task: (id) => send('GET', `/bff/app/tasks/${id}`),

  /** @returns {Promise<TimeEntry | null>} */
  async runningTimer() {
    return (await send('GET', '/bff/app/timer')).running;
  },

  /** @param {string | null} taskId @returns {Promise<TimeEntry>} */
  async startTimer(taskId) {
    return (await write('POST', '/bff/app/timer/start', { taskId })).started;
  },

  stopTimer: () => write('POST', '/bff/app/timer/stop', {}),
};

/**
 * A write below `/bff/app`, done at most once however often it arrives.
 * @param {string} method
 * @param {string} path
 * @param {object} body
 * @param {Record<string, string>} [headers]
 */
function write(method, path, body, headers = {}) {
  return send(method, path, { body, headers: { 'Idempotency-Key': crypto.randomUUID(), ...headers } });
}

/**
 * @param {string} method
 * @param {string} path
 * @param {{ body?: object, headers?: Record<string, string> }} [options]
 * @returns {Promise<any>} the parsed body; `null` for an empty one
 */
async function send(method, path, { body, headers = {} } = {}) {
  const json = body && {
    body: JSON.stringify(body),
    headers: { 'Content-Type': 'application/json', ...headers },
  };
  const answer = await fetch(path, { method, headers, ...json }).catch((error) => {
    throw new ApiError(0, 'Goalixa cannot be reached. Check your connection and try again.', error);
  });
  const text = await answer.text();
  if (answer.ok) return text === '' ? null : JSON.parse(text);
  throw new ApiError(answer.status, sentenceOf(answer, text));
}

/**
 * What a problem document says, its wrong fields first.
 * @param {Response} answer
 * @param {string} text
 */
function sentenceOf(answer, text) {
  const isProblem = answer.headers.get('Content-Type')?.startsWith('application/problem+json');
  const { title, errors = [] } = isProblem ? JSON.parse(text) : {};
  const fields = errors.map((/** @type {{ message: string }} */ { message }) => message);
  return fields.length > 0 ? `${fields.join('. ')}.` : `${title ?? `The server answered ${answer.status}`}.`;
}
