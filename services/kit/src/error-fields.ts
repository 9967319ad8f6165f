/** What a log line says of an error. */
export interface ErrorFields {
  /** The class, or the type of a thrown value that is no error. */
  readonly type: string;
  readonly message: string;
  readonly code?: string | number;
  readonly stack?: string;
  /** The message of its cause. */
  readonly cause?: string;
}

/**
 * Nothing but these fields: clients hang requests, headers and rows on their errors (`config.headers.authorization`,
 * the `detail` of PostgreSQL), deeper than any list of names reaches.
 */
export function errorFields(thrown: unknown): ErrorFields {
  if (!(thrown instanceof Error)) return { type: typeof thrown, message: messageOf(thrown) };
  const { message, stack, cause, constructor, name } = thrown;
  const { code } = thrown as { code?: unknown };
  return {
    type: constructor.name || name,
    message,
    ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
    ...(stack === undefined ? {} : { stack }),
    ...(cause === undefined ? {} : { cause: messageOf(cause) }),
  };
}

function messageOf(thrown: unknown): string {
  if (thrown instanceof Error) return thrown.message;
  return typeof thrown === 'string' ? thrown : Object.prototype.toString.call(thrown);
}
