import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Logger } from 'pino';

const atOnce = 32;

/**
 * Tells Auth that a successor has arrived: from then on its predecessor is a thief's. Off the request's path, once
 * per token; what fails is tried again when the token comes next.
 */
export class SeenReporter {
  readonly #report: (refreshToken: string) => Promise<void>;
  readonly #logger: Logger;
  readonly #reported = new LRUCache<string, true>({ max: 50_000 });
  readonly #running = new Set<string>();

  constructor(report: (refreshToken: string) => Promise<void>, logger: Logger) {
    this.#report = report;
    this.#logger = logger;
  }

  /** Returns at once and never throws. */
  saw(refreshToken: string): void {
    const hash = createHash('sha256').update(refreshToken).digest('base64url');
    if (this.#reported.has(hash) || this.#running.has(hash) || this.#running.size >= atOnce) return;
    this.#running.add(hash);
    this.#report(refreshToken)
      .then(() => this.#reported.set(hash, true))
      .catch((error: unknown) => this.#logger.warn({ err: error }, 'first use of a token not reported'))
      .finally(() => this.#running.delete(hash));
  }
}
