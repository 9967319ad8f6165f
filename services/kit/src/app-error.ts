/** One entry of a service's code table: what the code means over HTTP. */
export interface ErrorKind {
  readonly code: string;
  /** HTTP status, 4xx or 5xx. */
  readonly status: number;
  /** Short human sentence, the same for every occurrence. */
  readonly title: string;
  /** A person must act: logged as an error. */
  readonly report?: boolean;
}

/** One wrong input field; `pointer` is a JSON pointer into the body, or the parameter's name after `/`. */
export interface FieldError {
  readonly pointer: string;
  readonly message: string;
}

export interface ErrorDetails {
  readonly detail?: string;
  readonly errors?: readonly FieldError[];
  /** Response headers that belong to the error, for example `Retry-After`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Extension members of the problem document, for example `current`. */
  readonly extra?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
}

/**
 * Gives every entry of a service's code table its own key as `code`.
 * @param table code -> status, title and whether it is reported
 */
export function errorTable<T extends Record<string, Omit<ErrorKind, 'code'>>>(
  table: T,
): { readonly [K in keyof T]: ErrorKind } {
  const entries = Object.entries(table).map(([code, kind]) => [code, { ...kind, code }]);
  return Object.fromEntries(entries) as { readonly [K in keyof T]: ErrorKind };
}

/** The one error that services throw on purpose; answered as an RFC 9457 problem document. */
export class AppError extends Error {
  readonly kind: ErrorKind;
  readonly details: ErrorDetails;

  constructor(kind: ErrorKind, details: ErrorDetails = {}) {
    super(details.detail ?? kind.title, { cause: details.cause });
    this.name = 'AppError';
    this.kind = kind;
    this.details = details;
  }
}
