import { LRUCache } from 'lru-cache';
import type { AggregateCache, CachedAnswer } from './aggregate-cache.ts';

const overheadBytes = 256;

/** The cache of an installation without Redis: this process' own, bounded in bytes. */
export class MemoryAggregateCache implements AggregateCache {
  readonly #answers: LRUCache<string, CachedAnswer>;

  /** @param maxBytes bodies, keys and a little more for each */
  constructor(maxBytes: number) {
    this.#answers = new LRUCache({
      maxSize: maxBytes,
      sizeCalculation: ({ body }, key) => body.length + key.length + overheadBytes,
    });
  }

  async get(key: string): Promise<CachedAnswer | null> {
    return this.#answers.get(key) ?? null;
  }

  async set(key: string, answer: CachedAnswer): Promise<void> {
    this.#answers.set(key, answer);
  }
}
