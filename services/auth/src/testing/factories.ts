import { randomBytes } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import type { NewAccount } from '../accounts/account.ts';
import { firstToken } from '../sessions/first-token.ts';
import type { Family } from '../sessions/family.ts';
import type { RefreshToken } from '../sessions/refresh-token.ts';

/** The instant at which made things begin. */
export const testInstant = '2026-11-22T10:00:00.000Z';

/** An account to be stored. */
export function anAccount(given: Partial<NewAccount> = {}): NewAccount {
  const id = uuidv7();
  return {
    id,
    email: `User-${id}@Example.com`,
    emailNormalised: `user-${id}@example.com`,
    passwordHash: `$argon2id$${randomBytes(9).toString('base64')}`,
    timeZone: 'Europe/Berlin',
    locale: 'de',
    createdAt: testInstant,
    ...given,
  };
}

/** A family to be opened, and its first token. */
export function aFamily(
  userId: string,
  given: Partial<Family> = {},
): { family: Family; token: RefreshToken } {
  const now = Date.parse(testInstant);
  const { family, token } = firstToken({ id: uuidv7(), userId, keyId: 'k1', userAgent: 'test', now });
  return { family: { ...family, ...given }, token };
}
