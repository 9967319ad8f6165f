import type { RequestHandler } from 'express';
import { AppError } from '@goalixa/kit/app-error.ts';
import { kitErrors } from '@goalixa/kit/kit-errors.ts';
import { bffErrors } from '../bff-errors.ts';
import { isForeignOrigin } from './foreign-origin.ts';
import { hasTokenInQuery } from './misplaced-token.ts';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * What every request must pass, in one middleware:
 * - no `Authorization`: the cookie alone says who calls, so the two can never name different users (401);
 * - writes come from our own pages only (403 `csrf_rejected`), at the address in PUBLIC_URL and no other spelling;
 * - no token in the query (400 `token_misplaced`).
 */
export function guard(publicUrl: string): RequestHandler {
  const { origin } = new URL(publicUrl);
  return (req, _res, next) => {
    if (req.headers.authorization !== undefined) {
      throw new AppError(kitErrors.token_invalid, { detail: 'The session cookie alone says who calls' });
    }
    if (!safeMethods.has(req.method) && isForeignOrigin(req.headers, origin)) {
      throw new AppError(kitErrors.csrf_rejected, { detail: `Use this site at ${origin}` });
    }
    if (hasTokenInQuery(req.url)) throw new AppError(bffErrors.token_misplaced);
    next();
  };
}
