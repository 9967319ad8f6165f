const networkCodes = new Set([
  'ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EPIPE', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENOENT',
]); // prettier-ignore

// pg reports these without a code.
const messages = [
  'Connection terminated',
  'timeout exceeded when trying to connect',
  'Query read timeout',
  'Client has encountered a connection error',
  'Cannot use a pool after calling end',
  'connection timeout',
];

/**
 * Whether an error means that the database is down, slow, full or refusing, so that trying later can help.
 * SQLSTATE classes: 08 connection, 53 resources, 57 operator intervention (with 57014, a statement cancelled
 * by its time-out), 28 refused credentials (a rotation under way).
 */
export function isDatabaseUnavailable(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isDatabaseUnavailable);
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (networkCodes.has(code)) return true;
  if (/^(08|53|57|28)[0-9A-Z]{3}$/.test(code)) return true;
  return messages.some((message) => error.message.includes(message));
}
