import type { ErrorRequestHandler, RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import { AppError } from './app-error.ts';
import { isDatabaseUnavailable } from './database/is-unavailable.ts';
import { kitErrors } from './kit-errors.ts';
import { requestIdOf } from './request-id.ts';

/** The RFC 9457 body of an error. */
export function problemOf(error: AppError, requestId: string): Record<string, unknown> {
  const { kind, details } = error;
  return {
    type: `urn:goalixa:problem:${kind.code}`,
    title: kind.title,
    status: kind.status,
    detail: details.detail ?? kind.title,
    code: kind.code,
    requestId,
    ...(details.errors ? { errors: details.errors } : {}),
    ...details.extra,
  };
}

/** Answers an error as `application/problem+json`. */
export function sendProblem(res: Response, error: AppError): void {
  const { kind, details } = error;
  for (const [name, value] of Object.entries(details.headers ?? {})) res.setHeader(name, value);
  res
    .status(kind.status)
    .type('application/problem+json')
    .send(JSON.stringify(problemOf(error, requestIdOf(res))));
}

/** The last route: whatever nobody took. */
export const notFound: RequestHandler = () => {
  throw new AppError(kitErrors.not_found);
};

/** The last middleware: every error becomes a problem document; only what a person must see is logged as an error. */
export function problemHandler(logger: Logger): ErrorRequestHandler {
  return (error: unknown, _req, res, next) => {
    const known = knownError(error);
    const log = { err: error, requestId: requestIdOf(res), code: known.kind.code };
    if (known.kind.report) logger.error(log, 'request failed');
    else if (known.kind.status >= 500) logger.warn(log, 'request refused');
    if (res.headersSent) return next(error); // too late for a problem: Express closes the connection
    sendProblem(res, known);
  };
}

function knownError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (isDatabaseUnavailable(error)) {
    return new AppError(kitErrors.database_unavailable, { cause: error, headers: { 'Retry-After': '1' } });
  }
  // Express' own: a path that is not valid percent-encoding.
  if (error instanceof URIError) return new AppError(kitErrors.not_found, { cause: error });
  return new AppError(kitErrors.internal, { cause: error });
}
