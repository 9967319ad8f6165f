import type { Request } from 'express';

const longest = 256;

/** The device as it names itself, shortened for storage; `null` when it does not. */
export function userAgentOf(req: Request): string | null {
  return req.get('user-agent')?.slice(0, longest) ?? null;
}
