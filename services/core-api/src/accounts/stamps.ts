import type { Stamp } from '../rows/row.ts';
import type { AccountRepository } from './account-repository.ts';

/** Hands out the change numbers of one transaction. Taking the first locks the account against other writers. */
export class Stamps {
  readonly #accounts: AccountRepository;
  readonly #clock: () => number;
  /** Numbers taken but not yet used, per user. */
  readonly #spare = new Map<string, number[]>();

  constructor(accounts: AccountRepository, clock: () => number) {
    this.#accounts = accounts;
    this.#clock = clock;
  }

  /** The instant of a write, ISO 8601 UTC. */
  now(): string {
    return new Date(this.#clock()).toISOString();
  }

  /** Locks the account, so that what is read next stays true until the transaction ends. */
  async lock(userId: string): Promise<void> {
    if (this.#spare.has(userId)) return;
    this.#spare.set(userId, [await this.#accounts.bump(userId, 1)]);
  }

  /** The stamp of one write. */
  async next(userId: string): Promise<Stamp> {
    await this.lock(userId);
    const change = this.#spare.get(userId)?.shift() ?? (await this.#accounts.bump(userId, 1));
    return { at: this.now(), change };
  }

  /** The stamps of `count` writes, in one statement. */
  async nextMany(userId: string, count: number): Promise<Stamp[]> {
    await this.lock(userId);
    const spare = this.#spare.get(userId) ?? [];
    const missing = count - spare.length;
    if (missing > 0) {
      const last = await this.#accounts.bump(userId, missing);
      for (let change = last - missing + 1; change <= last; change += 1) spare.push(change);
    }
    const at = this.now();
    return spare.splice(0, count).map((change) => ({ at, change }));
  }
}
