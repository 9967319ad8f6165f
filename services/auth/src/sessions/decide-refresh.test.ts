import { randomBytes, randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { aFamily, testInstant } from '../testing/factories.ts';
import { decideRefresh, longestProof, repeatWindow } from './decide-refresh.ts';
import type { Family } from './family.ts';
import { hashOfSecret, newRefreshSecret, successorOf } from './refresh-token.ts';
import type { RefreshToken } from './refresh-token.ts';

const key = randomBytes(32);
const rotatedAt = Date.parse(testInstant);

/** A family after so many rotations, and all its tokens. */
function rotated(times: number, given: Partial<Family> = {}): { family: Family; tokens: RefreshToken[] } {
  const { family, token } = aFamily(randomUUID());
  const tokens = [token];
  for (let i = 0; i < times; i += 1) tokens.push(successorOf(tokens[i]!, key));
  const hashes = tokens.map(({ secret }) => hashOfSecret(secret));
  const chain = { generation: times, currentHash: hashes[times]!, previousHash: hashes[times - 1] ?? null };
  return { family: { ...family, ...chain, ...given }, tokens };
}

const seen = { successorSeenAt: testInstant };

describe('decideRefresh', () => {
  it('refuses every token of a revoked family', () => {
    const { family, tokens } = rotated(3, { revokedAt: testInstant, revokeReason: 'logout' });
    const kinds = tokens.map((token) => decideRefresh(family, token, key, rotatedAt).kind);
    expect(kinds).toEqual(['refuse', 'refuse', 'refuse', 'refuse']);
  });

  it('refuses every token from the absolute expiry on', () => {
    const { family, tokens } = rotated(2);
    const end = Date.parse(family.absoluteExpiry);
    expect(decideRefresh(family, tokens[2]!, key, end - 1).kind).toBe('rotate');
    expect(tokens.map((token) => decideRefresh(family, token, key, end).kind)).toEqual([
      'refuse',
      'refuse',
      'refuse',
    ]);
  });

  it.each([0, 1, 2, 3, 4])('refuses generation %i with a secret that proves nothing', (generation) => {
    const { family } = rotated(3, seen);
    const guess = { familyId: family.id, generation, secret: newRefreshSecret() };
    expect(decideRefresh(family, guess, key, rotatedAt + 60_000).kind).toBe('refuse');
  });

  it('refuses a right secret under a wrong generation', () => {
    const { family, tokens } = rotated(3, seen);
    const kinds = [0, 1, 2].map(
      (generation) => decideRefresh(family, { ...tokens[3]!, generation }, key, rotatedAt).kind,
    );
    expect(kinds).toEqual(['refuse', 'refuse', 'refuse']);
  });

  it('revokes for the previous token after the window once its successor was seen', () => {
    const { family, tokens } = rotated(3, seen);
    expect(decideRefresh(family, tokens[2]!, key, rotatedAt + repeatWindow + 1).kind).toBe('revoke');
  });

  it('revokes for any older token, window or not', () => {
    const { family, tokens } = rotated(3);
    expect(decideRefresh(family, tokens[1]!, key, rotatedAt).kind).toBe('revoke');
    expect(decideRefresh(family, tokens[0]!, key, rotatedAt).kind).toBe('revoke');
  });

  it('derives 672 steps and not one more', () => {
    const { family, tokens } = rotated(longestProof + 1, seen);
    expect(decideRefresh(family, tokens[1]!, key, rotatedAt).kind).toBe('revoke');
    expect(decideRefresh(family, tokens[0]!, key, rotatedAt).kind).toBe('refuse');
  });

  it('repeats the successor for the previous token within the window although it was seen', () => {
    const { family, tokens } = rotated(3, seen);
    const decision = decideRefresh(family, tokens[2]!, key, rotatedAt + repeatWindow);
    expect(decision).toEqual({ kind: 'repeat', successor: tokens[3] });
  });

  it('repeats the successor for the previous token days later while nobody saw it', () => {
    const { family, tokens } = rotated(3);
    const decision = decideRefresh(family, tokens[2]!, key, rotatedAt + 86_400_000);
    expect(decision).toEqual({ kind: 'repeat', successor: tokens[3] });
  });

  it('rotates the newest token', () => {
    const { family, tokens } = rotated(3, seen);
    const decision = decideRefresh(family, tokens[3]!, key, rotatedAt + 86_400_000);
    expect(decision).toEqual({ kind: 'rotate', successor: successorOf(tokens[3]!, key) });
  });
});
