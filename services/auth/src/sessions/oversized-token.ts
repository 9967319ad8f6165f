import type { ErrorRequestHandler } from 'express';
import { AppError } from '@goalixa/kit/app-error.ts';
import { kitErrors } from '@goalixa/kit/kit-errors.ts';

/**
 * A refresh body holds nothing but the token, so one too large to be read holds a token that was never
 * ours: 401 as for any other, not 413.
 */
export const oversizedToken: ErrorRequestHandler = (error, _req, _res, next) => {
  const tooLarge = error instanceof AppError && error.kind === kitErrors.body_too_large;
  next(tooLarge ? new AppError(kitErrors.token_invalid, { cause: error }) : error);
};
