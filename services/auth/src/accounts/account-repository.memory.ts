import type { MemoryStore } from '../testing/memory-store.ts';
import type { Account, NewAccount } from './account.ts';
import type { AccountRepository } from './account-repository.ts';

/** Accounts in memory, for unit tests. Methods run to their end in one turn: that is their transaction. */
export class MemoryAccountRepository implements AccountRepository {
  readonly #store: MemoryStore;

  constructor(store: MemoryStore) {
    this.#store = store;
  }

  async register(account: NewAccount): Promise<void> {
    const taken = this.#byEmail(account.emailNormalised) !== null;
    if (!taken) this.#store.accounts.set(account.id, { ...account, passwordVersion: 1, disabledAt: null });
    this.#store.events.push({
      at: account.createdAt,
      kind: taken ? 'register_repeated' : 'registered',
      userId: taken ? null : account.id,
      familyId: null,
    });
  }

  async findByEmail(emailNormalised: string): Promise<Account | null> {
    return this.#byEmail(emailNormalised);
  }

  async findSignedIn(userId: string, familyId: string, now: string): Promise<Account | null> {
    const account = this.#store.accounts.get(userId);
    const family = this.#store.families.get(familyId);
    const active = account?.disabledAt === null && family?.userId === userId;
    const live = active && family.revokedAt === null && family.absoluteExpiry > now;
    return live ? account : null;
  }

  async renewHash(userId: string, from: string, to: string): Promise<void> {
    const account = this.#store.accounts.get(userId);
    if (account?.passwordHash === from) this.#store.accounts.set(userId, { ...account, passwordHash: to });
  }

  async setPassword(userId: string, passwordHash: string, at: string): Promise<void> {
    const { accounts, families, events } = this.#store;
    const account = accounts.get(userId);
    if (account) {
      accounts.set(userId, { ...account, passwordHash, passwordVersion: account.passwordVersion + 1 });
    }
    for (const family of families.values()) {
      if (family.userId !== userId || family.revokedAt !== null) continue;
      families.set(family.id, { ...family, revokedAt: at, revokeReason: 'password_set' });
    }
    events.push({ at, kind: 'password_set', userId, familyId: null });
  }

  #byEmail(emailNormalised: string): Account | null {
    const all = [...this.#store.accounts.values()];
    return all.find((account) => account.emailNormalised === emailNormalised) ?? null;
  }
}
