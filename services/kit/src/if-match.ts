import type { Request } from 'express';
import { AppError } from './app-error.ts';
import { kitErrors } from './kit-errors.ts';

/**
 * The version the caller last saw, from `If-Match: "<version>"`.
 * @throws AppError `if_match_missing` (428) or `if_match_invalid` (400)
 */
export function ifMatchOf(req: Request): number {
  const header = req.headers['if-match'];
  if (header === undefined) throw new AppError(kitErrors.if_match_missing);
  const version = /^"(\d{1,15})"$/.exec(header)?.[1];
  if (version === undefined) throw new AppError(kitErrors.if_match_invalid);
  return Number(version);
}
