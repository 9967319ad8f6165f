import type { AccountRepository } from './account-repository.ts';

export class MemoryAccountRepository implements AccountRepository {
  readonly #counters = new Map<string, number>();

  ensure(userId: string): Promise<void> {
    if (!this.#counters.has(userId)) this.#counters.set(userId, 0);
    return Promise.resolve();
  }

  bump(userId: string, count: number): Promise<number> {
    const known = this.#counters.get(userId);
    if (known === undefined) return Promise.reject(new Error('the account is missing'));
    this.#counters.set(userId, known + count);
    return Promise.resolve(known + count);
  }

  counter(userId: string): Promise<number> {
    return Promise.resolve(this.#counters.get(userId) ?? 0);
  }
}
