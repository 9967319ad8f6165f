import type { IncomingHttpHeaders } from 'node:http';

/**
 * Whether a request that may change something comes from another site. The browser tells: by `Origin`, which must
 * then be exactly ours, or, in browsers that leave it out, by `Sec-Fetch-Site`. A caller that sends neither is no
 * browser and carries nobody's cookie unasked.
 * @param origin ours, scheme, host and port
 */
export function isForeignOrigin(headers: IncomingHttpHeaders, origin: string): boolean {
  if (headers.origin !== undefined) return headers.origin !== origin;
  const site = headers['sec-fetch-site'];
  return site !== undefined && site !== 'same-origin' && site !== 'none';
}
