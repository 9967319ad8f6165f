import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Response } from 'express';

export const requestIdHeader = 'x-request-id';
const wellFormed = /^[\w-]{8,64}$/;

/** The caller's request id when it is well formed, else a new one. */
export function incomingRequestId(req: IncomingMessage): string {
  const given = req.headers[requestIdHeader];
  return typeof given === 'string' && wellFormed.test(given) ? given : randomUUID();
}

/** The id of the request that `res` answers; passed on to every service called on its behalf. */
export function requestIdOf(res: Response): string {
  return String(res.locals['requestId'] ?? '');
}
