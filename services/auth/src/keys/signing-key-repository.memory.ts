import type { MemoryStore } from '../testing/memory-store.ts';
import type { SigningKey } from './signing-key.ts';
import type { SigningKeyRepository } from './signing-key-repository.ts';

/** Signing keys in memory, for unit tests. */
export class MemorySigningKeyRepository implements SigningKeyRepository {
  readonly #store: MemoryStore;

  constructor(store: MemoryStore) {
    this.#store = store;
  }

  async published(): Promise<readonly SigningKey[]> {
    const newestFirst = this.#store.signingKeys.toSorted((a, b) => b.createdAt.localeCompare(a.createdAt));
    return newestFirst;
  }

  async addFirst(key: SigningKey): Promise<readonly SigningKey[]> {
    if (this.#store.signingKeys.length === 0) this.#store.signingKeys.push(key);
    return this.published();
  }
}
