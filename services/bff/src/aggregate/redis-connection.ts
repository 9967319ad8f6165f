import { Redis } from 'ioredis';
import type { Logger } from 'pino';
import type { SecretFile } from '@goalixa/kit/secret-file.ts';

export interface RedisConnectionOptions {
  /** `redis://host:port` or `rediss://…`. */
  readonly url: string;
  /** Read again at each connect, so that a rotated one needs no restart. */
  readonly password?: SecretFile | undefined;
  readonly logger: Logger;
  /** Limit of one command, milliseconds. */
  readonly commandTimeout: number;
}

const firstRetryMs = 250;
const lastRetryMs = 5_000;
const warnEveryMs = 30_000;

/** One connection that is tried again for ever, refuses commands at once while it is down, and rarely complains. */
export class RedisConnection {
  readonly client: Redis;
  readonly #options: RedisConnectionOptions;
  #closed = false;
  #warnedAt = -Infinity;
  #wake: () => void = () => undefined;

  constructor(options: RedisConnectionOptions) {
    this.#options = options;
    this.client = new Redis(options.url, {
      lazyConnect: true, // `#keepConnected` connects, as only it can read the password before each attempt
      retryStrategy: null,
      enableOfflineQueue: false,
      autoResendUnfulfilledCommands: false,
      commandTimeout: options.commandTimeout,
      connectTimeout: 1_000,
      socketTimeout: 2_000, // a peer that vanished without a word
      disableClientInfo: true,
    });
    this.client.on('error', (error: unknown) => this.warn(error));
    this.client.on('ready', () => this.#ready());
    void this.#keepConnected();
  }

  /** Logs a failure at most once in 30 s: without its cache the service is slower, never wrong. */
  warn(error: unknown): void {
    const now = performance.now();
    if (this.#closed || now - this.#warnedAt < warnEveryMs) return;
    this.#warnedAt = now;
    this.#options.logger.warn({ err: error }, 'Redis fails: going on without it');
  }

  /** Drops the connection; another one is made. */
  renew(): void {
    if (this.client.status === 'ready') this.client.disconnect();
  }

  async close(): Promise<void> {
    this.#closed = true;
    if (this.client.status !== 'end' && this.client.status !== 'wait') this.client.disconnect();
    this.#wake();
  }

  async #keepConnected(): Promise<void> {
    for (let attempt = 0; !this.#closed; attempt += 1) {
      if (await this.#connect()) {
        attempt = 0;
        await this.#ended();
      }
      if (!this.#closed) await this.#pause(Math.min(firstRetryMs * 2 ** attempt, lastRetryMs));
    }
  }

  async #connect(): Promise<boolean> {
    try {
      const password = await this.#options.password?.read();
      if (password !== undefined) this.client.options.password = password;
      if (!this.#closed) await this.client.connect();
      return true;
    } catch (error) {
      this.warn(error);
      return false;
    }
  }

  #ended(): Promise<void> {
    return new Promise((resolve) => {
      if (this.client.status === 'end') resolve();
      else this.client.once('end', () => resolve());
    });
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  #ready(): void {
    if (this.#warnedAt === -Infinity) return;
    this.#warnedAt = -Infinity;
    this.#options.logger.info('Redis answers again');
  }
}
