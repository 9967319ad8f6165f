import type { AggregateCache, CachedAnswer } from './aggregate-cache.ts';
import { decodeAnswer, encodeAnswer } from './cached-answer.ts';
import { CircuitBreaker } from './circuit-breaker.ts';
import type { RedisConnection } from './redis-connection.ts';

/** Limit of one call, milliseconds: Core API itself answers in less than twice that. */
export const redisCommandMs = 50;

const prefix = 'goalixa:bff:aggregate:1:'; // 1: the format of `encodeAnswer`
const lifeSeconds = 3_600;

/** Aggregates in Redis, shared by all replicas. A silent or slow Redis is left alone for 2 s at a time. */
export class RedisAggregateCache implements AggregateCache {
  readonly #redis: RedisConnection;
  readonly #breaker: CircuitBreaker;
  readonly #random: () => number;

  /** @param random spreads expiry, 0 to 1 */
  constructor(redis: RedisConnection, now: () => number, random: () => number) {
    this.#redis = redis;
    this.#breaker = new CircuitBreaker({ failures: 3, openMs: 2_000, now });
    this.#random = random;
  }

  async get(key: string): Promise<CachedAnswer | null> {
    const bytes = await this.#guarded(() => this.#redis.client.getBuffer(prefix + key));
    return bytes ? decodeAnswer(bytes) : null;
  }

  async set(key: string, answer: CachedAnswer): Promise<void> {
    const life = Math.round(lifeSeconds * (0.95 + 0.1 * this.#random()));
    await this.#guarded(() => this.#redis.client.set(prefix + key, encodeAnswer(answer), 'EX', life));
  }

  async #guarded<T>(command: () => Promise<T>): Promise<T | null> {
    // Not connected: ioredis would refuse as well, at the price of an error per request.
    if (this.#redis.client.status !== 'ready' || !this.#breaker.allows()) return null;
    try {
      const result = await command();
      this.#breaker.succeeded();
      return result;
    } catch (error) {
      this.#redis.warn(error);
      // Answers that came too late, or not at all, may still be on their way: a new connection owes none.
      if (this.#breaker.failed()) this.#redis.renew();
      return null;
    }
  }
}
