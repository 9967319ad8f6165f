import type { IncomingHttpHeaders } from 'node:http';
import type { Response } from 'express';

const toService = [
  'accept',
  'content-length',
  'content-type',
  'idempotency-key',
  'if-match',
  'if-none-match',
] as const;
const toBrowser = ['allow', 'content-type', 'etag', 'location', 'retry-after'] as const;

/** The headers of a browser's request that a service may see; cookies and all others stay here. */
export function headersToService(headers: IncomingHttpHeaders): Record<string, string> {
  const passed: Record<string, string> = {};
  for (const name of toService) {
    const value = headers[name];
    if (typeof value === 'string') passed[name] = value;
  }
  return passed;
}

/** Copies the headers of a service's answer that a browser may see. The request id is on `res` already. */
export function passHeadersToBrowser(
  headers: Readonly<Record<string, string | string[] | undefined>>,
  res: Response,
): void {
  for (const name of toBrowser) {
    const value = headers[name];
    if (typeof value === 'string') res.setHeader(name, name === 'location' ? publicLocation(value) : value);
  }
}

/** Core API names its rows below `/v1/`, browsers reach them below `/bff/app/`. */
const publicLocation = (location: string): string => location.replace(/^\/v1\//, '/bff/app/');
