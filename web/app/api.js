import { clock } from './clock.js';

/** A server that says nothing for this long is as good as none. */
const silentMs = 20_000;

/**
 * @typedef {{ status: number, code: string, title: string, detail: string, requestId: string,
 *   errors: readonly { pointer: string, message: string }[], current: Record<string, unknown> | null }} Problem
 * @typedef {{ status: number, body: any, retryAfterMs: number, problem: Problem | null }} Answer
 * @typedef {{ userId: string, id: string, method: string, path: string, body: object | null, ifMatch: number | null }}
 *   Write
 * @typedef {{ type: string, id: string, version: number, row: object | null, projectId?: string | null }} Change
 * @typedef {{ items: readonly Change[], next: number, hasMore: boolean }} ChangePage
 */

/** There was no answer of ours: no network, no server, or something else in between. */
export class NoAnswer extends Error {
  name = 'NoAnswer';
}

/** An answer that refuses; `problem` says why (RFC 9457). */
export class Refused extends Error {
  name = 'Refused';

  /** @param {Problem} problem */
  constructor(problem) {
    super(problem.title);
    this.problem = problem;
  }
}

/** The only module that talks to the server: the BFF of our own origin, by the session's cookie. */
export const api = {
  /** Always the same answer, whether the address was known or not. @param {object} account */
  signUp: (account) => accepted('POST', '/bff/auth/register', { body: account }),

  /** @param {object} credentials @returns {Promise<{ id: string, email: string }>} */
  signIn: async (credentials) => (await accepted('POST', '/bff/auth/login', { body: credentials })).user,

  signOut: () => accepted('POST', '/bff/auth/logout'),

  /** @param {string} userId whose rows are wanted @param {number} after @returns {Promise<ChangePage>} */
  changes: (userId, after) =>
    accepted('GET', `/bff/app/changes?after=${after}&limit=500`, { headers: { 'Goalixa-User': userId } }),

  /**
   * A write below `/bff/app`; done at most once however often it is sent.
   * @param {Write} write
   * @returns {Promise<Answer>} also when it refuses
   */
  send({ userId, id, method, path, body, ifMatch }) {
    const headers = {
      'Goalixa-User': userId,
      'Idempotency-Key': id,
      ...(ifMatch === null ? {} : { 'If-Match': `"${ifMatch}"` }),
    };
    return answerOf(method, `/bff/app${path}`, { headers, ...(body ? { body } : {}) });
  },
};

/**
 * @param {string} method
 * @param {string} path
 * @param {{ body?: object, headers?: Record<string, string> }} [options]
 * @returns {Promise<any>} the parsed body
 * @throws Refused, NoAnswer
 */
async function accepted(method, path, options) {
  const { body, problem } = await answerOf(method, path, options);
  if (problem) throw new Refused(problem);
  return body;
}

/**
 * @param {string} method
 * @param {string} path
 * @param {{ body?: object, headers?: Record<string, string> }} [options]
 * @returns {Promise<Answer>}
 */
async function answerOf(method, path, { body, headers = {} } = {}) {
  const json = body && { body: JSON.stringify(body) };
  const type = body && { 'Content-Type': 'application/json' };
  try {
    const signal = AbortSignal.timeout(silentMs);
    const sentAt = Date.now();
    const answer = await fetch(path, { method, headers: { ...headers, ...type }, ...json, signal });
    clock.learn(answer.headers.get('Date'), sentAt);
    return await read(answer);
  } catch (error) {
    if (error instanceof NoAnswer) throw error;
    throw new NoAnswer('The server does not answer', { cause: error });
  }
}

/** @param {Response} response @returns {Promise<Answer>} */
async function read(response) {
  const { status, ok, headers } = response;
  const type = headers.get('Content-Type') ?? '';
  const isProblem = type.startsWith('application/problem+json');
  const isJson = isProblem || type.startsWith('application/json');
  const body = isJson ? await response.json() : null;
  // A hotel's sign-in page, for example, or the 404 of something in between. That a server is not well is heard of all.
  const isOurs = ok ? status === 204 || isJson : isProblem || status === 429 || status >= 500;
  if (!isOurs) throw new NoAnswer(`${response.url} was answered by somebody else`);
  const retryAfterMs = 1_000 * Math.max(0, Number(headers.get('Retry-After') ?? 0) || 0);
  return { status, body, retryAfterMs, problem: ok ? null : problemOf(status, body, headers) };
}

/** @param {number} status @param {any} body @param {Headers} headers @returns {Problem} */
function problemOf(status, body, headers) {
  const { code = 'unknown', title = `The server answered ${status}`, detail = '', errors = [] } = body ?? {};
  const requestId = body?.requestId ?? headers.get('X-Request-Id') ?? '';
  return { status, code, title, detail, errors, requestId, current: body?.current ?? null };
}
