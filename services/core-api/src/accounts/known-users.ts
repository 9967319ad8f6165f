import type { Claims } from '@goalixa/kit/access-token.ts';
import { LRUCache } from 'lru-cache';

const size = 50_000;

/**
 * The users that have an account here, each with the zone it had when last looked. A hint only: whoever needs the
 * zone for an answer checks it against the settings.
 */
export class KnownUsers {
  readonly #zones = new LRUCache<string, string>({ max: size });
  readonly #running = new Map<string, Promise<string>>();
  readonly #ensure: (claims: Claims) => Promise<string>;

  /** @param ensure makes the account if it is new; answers its zone */
  constructor(ensure: (claims: Claims) => Promise<string>) {
    this.#ensure = ensure;
  }

  /** The zone of a user, whose account exists afterwards. Callers at once share one look. */
  async zoneOf(claims: Claims): Promise<string> {
    const { userId } = claims;
    const known = this.#zones.get(userId);
    if (known !== undefined) return known;
    const running = this.#running.get(userId) ?? this.#look(claims);
    this.#running.set(userId, running);
    return running;
  }

  /** Notes the zone that a statement has just seen. */
  remember(userId: string, timeZone: string): void {
    this.#zones.set(userId, timeZone);
  }

  /** Looks again next time. */
  forget(userId: string): void {
    this.#zones.delete(userId);
  }

  async #look(claims: Claims): Promise<string> {
    try {
      const timeZone = await this.#ensure(claims);
      this.#zones.set(claims.userId, timeZone);
      return timeZone;
    } finally {
      this.#running.delete(claims.userId);
    }
  }
}
