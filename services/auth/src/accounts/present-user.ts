import type { Account } from './account.ts';

/** The only JSON shape of a user. */
export function presentUser({ id, email, timeZone, locale, createdAt }: Account) {
  return { id, email, timeZone, locale, createdAt };
}
