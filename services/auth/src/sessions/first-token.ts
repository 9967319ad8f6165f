import type { Family } from './family.ts';
import { hashOfSecret, newRefreshSecret } from './refresh-token.ts';
import type { RefreshToken } from './refresh-token.ts';

/** How long a session lives at most, however often it is refreshed; milliseconds. */
export const sessionLifetime = 7 * 24 * 60 * 60 * 1000;

/** Who opens a session. */
export interface FirstTokenOptions {
  readonly id: string;
  readonly userId: string;
  readonly keyId: string;
  readonly userAgent: string | null;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** A new family and its token of generation 0. */
export function firstToken(options: FirstTokenOptions): { family: Family; token: RefreshToken } {
  const { id, userId, keyId, userAgent, now } = options;
  const secret = newRefreshSecret();
  const at = new Date(now).toISOString();
  const family: Family = {
    id,
    userId,
    keyId,
    generation: 0,
    currentHash: hashOfSecret(secret),
    previousHash: null,
    rotatedAt: at,
    successorSeenAt: null,
    absoluteExpiry: new Date(now + sessionLifetime).toISOString(),
    revokedAt: null,
    revokeReason: null,
    userAgent,
    createdAt: at,
  };
  return { family, token: { familyId: id, generation: 0, secret } };
}
