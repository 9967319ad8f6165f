import { timingSafeEqual } from 'node:crypto';
import type { Family } from './family.ts';
import { hashOfSecret, successorOf } from './refresh-token.ts';
import type { RefreshToken } from './refresh-token.ts';

/** How long the previous token is answered with its successor, seen in use or not; milliseconds. */
export const repeatWindow = 10_000;
/** How far an older token is derived forward: seven days at one rotation each 15 minutes. */
export const longestProof = 672;

/**
 * What a presented token calls for. `rotate`: it is the newest; `repeat`: answer its successor again,
 * write nothing; `revoke`: a used token came back, end the family; `refuse`: write nothing.
 */
export type RefreshDecision =
  | { readonly kind: 'rotate' | 'repeat'; readonly successor: RefreshToken }
  | { readonly kind: 'revoke' }
  | { readonly kind: 'refuse' };

type Chain = Pick<
  Family,
  | 'generation'
  | 'currentHash'
  | 'previousHash'
  | 'rotatedAt'
  | 'successorSeenAt'
  | 'absoluteExpiry'
  | 'revokedAt'
>;

/**
 * Decides about a token presented for refresh. Pure: the guarded UPDATE has the last word.
 * @param key the family's key K, 32 bytes
 * @param now epoch milliseconds
 */
export function decideRefresh(family: Chain, token: RefreshToken, key: Buffer, now: number): RefreshDecision {
  if (family.revokedAt !== null || now >= Date.parse(family.absoluteExpiry)) return { kind: 'refuse' };
  const age = provenAge(family, token, key);
  if (age === null) return { kind: 'refuse' };
  if (age === 0) return { kind: 'rotate', successor: successorOf(token, key) };
  if (age === 1 && mayRepeat(family, now)) return { kind: 'repeat', successor: successorOf(token, key) };
  return { kind: 'revoke' };
}

/**
 * How many rotations ago the token was the newest, proven by its secret.
 * @returns 0 for the newest, or `null` when the secret proves nothing
 */
export function provenAge(family: Chain, token: RefreshToken, key: Buffer): number | null {
  const age = family.generation - token.generation;
  if (age < 0 || age > longestProof) return null;
  if (age === 0) return sameSecret(family.currentHash, token) ? 0 : null;
  if (age === 1) return family.previousHash && sameSecret(family.previousHash, token) ? 1 : null;
  let newest = token;
  for (let step = 0; step < age; step += 1) newest = successorOf(newest, key);
  return sameSecret(family.currentHash, newest) ? age : null;
}

// Answering a *new* token here would break two tabs: the cookie that lands last might be the dead one.
function mayRepeat(family: Chain, now: number): boolean {
  return family.successorSeenAt === null || now - Date.parse(family.rotatedAt) <= repeatWindow;
}

function sameSecret(hash: Buffer, token: RefreshToken): boolean {
  return timingSafeEqual(hash, hashOfSecret(token.secret));
}
