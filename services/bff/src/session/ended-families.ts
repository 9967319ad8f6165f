import { LRUCache } from 'lru-cache';

// No access token lives longer than its 15 minutes.
const rememberMs = 16 * 60_000;

/** Families that were signed out here: their access tokens are still well signed, but must open nothing. */
export class EndedFamilies {
  readonly #ended = new LRUCache<string, true>({ max: 50_000, ttl: rememberMs });

  add(familyId: string): void {
    this.#ended.set(familyId, true);
  }

  has(familyId: string): boolean {
    return this.#ended.size > 0 && this.#ended.has(familyId);
  }
}
