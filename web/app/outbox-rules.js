/**
 * @typedef {import('./outbox.js').Command} Command
 * @typedef {import('./rows.js').AnyRow} AnyRow
 */

/**
 * Walks the queue from its oldest write. A write waits while one before it, of its own entity or of one it needs,
 * has not been answered; a deletion, too, while one before it needs its row.
 * @param {number} now ms
 * @returns {(command: Command) => boolean} whether this one must wait
 */
export function blockedBy(now) {
  /** @type {Set<string>} */
  const waiting = new Set();
  /** @type {Set<string>} */
  const needed = new Set();
  return ({ type, rowId, needs, state, retryAt, method }) => {
    const entity = `${type}/${rowId}`;
    const mustWait =
      (state !== 'waiting' && state !== 'sent') ||
      retryAt > now ||
      [entity, ...needs].some((name) => waiting.has(name)) ||
      (method === 'DELETE' && needed.has(entity));
    if (mustWait) for (const name of needs) needed.add(name);
    if (mustWait) waiting.add(entity);
    return mustWait;
  };
}

/**
 * The fields of a write whose value at the server is neither what the user saw nor what the user wants.
 * A deletion sees the whole row.
 * @param {Pick<Command, 'body' | 'seen'>} command
 * @param {AnyRow | null} server
 * @returns {string[]}
 */
export function changedElsewhere({ body, seen }, server) {
  if (!seen || !server) return [];
  const fields = Object.keys(body ?? seen).filter((field) => field in seen);
  return fields.filter((field) => !isSame(field, server, seen) && !(body && isSame(field, server, body)));
}

/**
 * A write and all that make no sense without it: where it makes a row, the later writes of that row and those which
 * need it, and so on.
 * @param {Command} command
 * @param {readonly Command[]} commands oldest first
 * @returns {Command[]} itself first
 */
export function withDependents(command, commands) {
  const makesRow = command.effects.some(({ id, isWhole }) => id === command.rowId && isWhole);
  const gone = new Set(makesRow ? [`${command.type}/${command.rowId}`] : []);
  const found = [command];
  for (const later of commands.filter(({ seq }) => seq > command.seq)) {
    const entity = `${later.type}/${later.rowId}`;
    if (![entity, ...later.needs].some((name) => gone.has(name))) continue;
    found.push(later);
    if (later.effects.some(({ id, isWhole }) => id === later.rowId && isWhole)) gone.add(entity);
  }
  return found;
}

/** @param {string} field @param {AnyRow} a @param {AnyRow} b */
function isSame(field, a, b) {
  const [one, other] = [a[field] ?? null, b[field] ?? null];
  // When it was done is the server's to say; to the user it is done or not.
  if (field === 'doneAt') return (one === null) === (other === null);
  return JSON.stringify(one) === JSON.stringify(other);
}

/**
 * What an answer means for the write it belongs to.
 * @param {Pick<Command, 'method'>} command
 * @param {import('./api.js').Answer} answer
 * @returns {'done' | 'later' | 'stop' | 'signed-out' | 'outdated' | 'refused'} `later`: this write waits, others go on;
 *   `stop`: the server itself is not well
 */
export function meaningOf({ method }, { status, problem }) {
  if (!problem) return 'done';
  if (status === 401) return 'signed-out';
  if ([429, 502, 503, 504].includes(status)) return 'stop';
  if (status >= 500 || problem.code === 'idempotency_in_flight') return 'later';
  if (status === 412) return 'outdated';
  // It is gone, as wanted; or there since an earlier sending whose answer was lost.
  if (method === 'DELETE' && problem.code === 'not_found') return 'done';
  if (method === 'POST' && problem.code === 'already_exists') return 'done';
  return 'refused';
}

const firstWaitMs = 1_000;
const longestWaitMs = 60_000;

/**
 * How long to wait after a failure: doubling, with jitter, so that devices do not come back all at once.
 * @param {number} attempts before this one
 * @param {number} askedMs what the server asked for
 * @param {number} random from 0 to 1
 */
export function waitAfter(attempts, askedMs, random) {
  const longest = Math.min(longestWaitMs, firstWaitMs * 2 ** Math.min(attempts, 10));
  return Math.max(askedMs, longest * (0.5 + random / 2));
}
