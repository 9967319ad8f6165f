import type { RequestHandler } from 'express';
import { AppError } from '@goalixa/kit/app-error.ts';
import { bffErrors } from '../bff-errors.ts';

const tokenFields = new Set(['token', 'accesstoken', 'refreshtoken', 'idtoken']);

const isTokenField = (name: string): boolean => tokenFields.has(name.replaceAll(/[-_]/g, '').toLowerCase());

/** Whether a URL's query names a token: it would end up in logs and histories. */
export function hasTokenInQuery(url: string): boolean {
  const start = url.indexOf('?');
  return start >= 0 && [...new URLSearchParams(url.slice(start)).keys()].some(isTokenField);
}

/** Behind a body parser: a token in the body is refused with 400, as only the cookie carries the session. */
export const refuseTokenInBody: RequestHandler = (req, _res, next) => {
  const body: unknown = req.body;
  if (typeof body === 'object' && body !== null && Object.keys(body).some(isTokenField)) {
    throw new AppError(bffErrors.token_misplaced);
  }
  next();
};
