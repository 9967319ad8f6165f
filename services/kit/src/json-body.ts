import express, { type ErrorRequestHandler, type RequestHandler } from 'express';
import { AppError } from './app-error.ts';
import { kitErrors } from './kit-errors.ts';
import { escapePointer } from './parse.ts';

const limit = '100kb';
const maxDepth = 20;
const maxItems = 1_000;

/**
 * Reads a JSON body: at most 100 kB (413), `application/json` only and uncompressed (415, also for a form or plain text),
 * at most 20 levels deep and 1,000 items per array (422).
 */
export function jsonBody(): (RequestHandler | ErrorRequestHandler)[] {
  return [
    refuseOtherTypes,
    express.json({ limit, strict: false, inflate: false }),
    refuseExcess,
    translateErrors,
  ];
}

const refuseOtherTypes: RequestHandler = (req, _res, next) => {
  const hasBody =
    req.headers['transfer-encoding'] !== undefined || Number(req.headers['content-length'] ?? 0) > 0;
  if (hasBody && !req.is('application/json')) throw new AppError(kitErrors.media_type_unsupported);
  next();
};

const refuseExcess: RequestHandler = (req, _res, next) => {
  const excess = excessOf(req.body, 0, '');
  if (excess) throw new AppError(kitErrors.input_invalid, { errors: [excess] });
  next();
};

function excessOf(
  value: unknown,
  depth: number,
  pointer: string,
): { pointer: string; message: string } | null {
  if (typeof value !== 'object' || value === null) return null;
  if (depth >= maxDepth) return { pointer, message: `More than ${maxDepth} levels deep` };
  if (Array.isArray(value) && value.length > maxItems)
    return { pointer, message: `More than ${maxItems} items` };
  for (const [key, child] of Object.entries(value)) {
    const excess = excessOf(child, depth + 1, `${pointer}/${escapePointer(key)}`);
    if (excess) return excess;
  }
  return null;
}

const translateErrors: ErrorRequestHandler = (error: unknown, _req, _res, next) => {
  const type = error instanceof Error && 'type' in error ? error.type : undefined;
  if (type === 'entity.too.large')
    return next(new AppError(kitErrors.body_too_large, { detail: `At most ${limit}` }));
  if (type === 'entity.parse.failed') return next(new AppError(kitErrors.json_malformed));
  if (type === 'charset.unsupported' || type === 'encoding.unsupported') {
    return next(new AppError(kitErrors.media_type_unsupported));
  }
  // Whatever else the parser blames on the request: cut off, another length than announced.
  if (type !== undefined) return next(new AppError(kitErrors.json_malformed, { cause: error }));
  next(error);
};
