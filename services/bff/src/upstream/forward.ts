import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';
import { requestIdHeader, requestIdOf } from '@goalixa/kit/request-id.ts';
import { limitedBody, releaseBody } from './limited-body.ts';
import { headersToService, passHeadersToBrowser } from './pass-headers.ts';
import type { Upstream, UpstreamAnswer, UpstreamRequest } from './upstream.ts';

const bodiless = new Set(['GET', 'HEAD']);

/** Streams a request to a service as the session's user, and the answer back. */
export async function forward(
  upstream: Upstream,
  { req, res }: { readonly req: Request; readonly res: Response },
  { path, accessToken }: { readonly path: string; readonly accessToken: string },
): Promise<void> {
  const body = bodiless.has(req.method) ? undefined : limitedBody(req);
  const request = {
    ...requestFor(req, res, { path, accessToken }),
    ...(body ? { body } : {}),
  };
  try {
    await upstream.send(request, 'head', (answer) => stream(answer, res));
  } catch (error) {
    if (res.destroyed) return; // nobody is left to tell
    throw error;
  } finally {
    releaseBody(req, body);
  }
}

/** The request as a service gets it, without a body; it is given up when the browser leaves. */
export function requestFor(
  req: Request,
  res: Response,
  { path, accessToken }: { readonly path: string; readonly accessToken: string },
): UpstreamRequest {
  const headers = headersToService(req.headers);
  if (bodiless.has(req.method)) delete headers['content-length'];
  headers['authorization'] = `Bearer ${accessToken}`;
  headers[requestIdHeader] = requestIdOf(res);
  return { method: req.method, path, headers, onAbort: (abort) => void res.once('close', abort) };
}

/** Status, passed headers and body, as they come. */
export async function stream(answer: UpstreamAnswer, res: Response): Promise<void> {
  res.statusCode = answer.statusCode;
  passHeadersToBrowser(answer.headers, res);
  await pipeline(answer.body, res);
}
