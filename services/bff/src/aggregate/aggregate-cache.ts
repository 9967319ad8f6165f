/** An aggregate as Core API answered it. */
export interface CachedAnswer {
  /** Whose it is; the reader compares it. */
  readonly userId: string;
  readonly etag: string;
  readonly contentType: string;
  readonly body: Buffer;
}

/**
 * Where aggregates are kept. Nothing in it is believed unread: every use is revalidated at Core API, so losing it,
 * or all of it, costs time and no answer. Neither method throws.
 */
export interface AggregateCache {
  /** @returns the answer, or `null` when there is none, or none in time */
  get(key: string): Promise<CachedAnswer | null>;
  /** Resolves when it is kept, or has failed to be. */
  set(key: string, answer: CachedAnswer): Promise<void>;
}
