import type { Account, NewAccount } from './account.ts';

/** Accounts. What belongs in the audit is written by the same transaction. */
export interface AccountRepository {
  /** Stores the account unless its address is taken; does the same amount of work either way. */
  register(account: NewAccount): Promise<void>;

  findByEmail(emailNormalised: string): Promise<Account | null>;

  /** The account, if it is not disabled and that family of its own is neither revoked nor expired. */
  findSignedIn(userId: string, familyId: string, now: string): Promise<Account | null>;

  /** Replaces a hash by one of the same password; no effect when `from` is no longer the stored one. */
  renewHash(userId: string, from: string, to: string): Promise<void>;

  /** Sets another password and revokes all the user's families. */
  setPassword(userId: string, passwordHash: string, at: string): Promise<void>;
}
