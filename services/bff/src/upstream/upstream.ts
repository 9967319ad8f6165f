import { EventEmitter } from 'node:events';
import type { Readable } from 'node:stream';
import { Pool, type Dispatcher } from 'undici';
import { AppError } from '@goalixa/kit/app-error.ts';
import { kitErrors } from '@goalixa/kit/kit-errors.ts';

export type UpstreamAnswer = Dispatcher.ResponseData;

export interface UpstreamRequest {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly headers: Record<string, string>;
  /** A stream's time is its sender's: the limit runs from its end. */
  readonly body?: string | Readable;
  /** Called with a function that gives the request up. */
  readonly onAbort?: (abort: () => void) => void;
}

/** The limit runs until the head of the answer, or until all of it has been read. */
export type LimitedPart = 'head' | 'whole';

// With the time the fastest answer needs, a caller hears of a silent service within 2 s.
const answerMs = 1_500;

/** A service behind this one: one keep-alive pool, and a limit on how long it may be silent. */
export class Upstream {
  readonly #pool: Pool;

  /** @param url base URL without a path */
  constructor(url: string) {
    this.#pool = new Pool(url, {
      connections: 128,
      pipelining: 1,
      connect: { timeout: 1_000 },
      headersTimeout: 30_000, // a guard only: undici's own timers are a second coarse
      bodyTimeout: answerMs,
    });
  }

  /**
   * Sends a request; `read` must consume the answer's body.
   * @throws AppError `dependency_unavailable` (503) when the service is down, silent or breaks off
   */
  async send<T>(
    request: UpstreamRequest,
    limited: LimitedPart,
    read: (answer: UpstreamAnswer) => Promise<T>,
  ): Promise<T> {
    const signal = new EventEmitter();
    const limit = startLimit(request.body, () => signal.emit('abort'));
    request.onAbort?.(() => signal.emit('abort'));
    try {
      const { method, path, headers, body } = request;
      const answer = await this.#pool.request({
        method,
        path,
        headers,
        body: body ?? null,
        signal,
      });
      if (limited === 'head') limit.stop();
      return await read(answer);
    } catch (error) {
      if (error instanceof AppError) throw error;
      throw unavailable(error);
    } finally {
      limit.stop();
    }
  }

  /** Resolves when the service answers as alive. */
  async check(): Promise<void> {
    await this.send({ method: 'GET', path: '/health/live', headers: {} }, 'whole', async (answer) => {
      await answer.body.dump();
      if (answer.statusCode !== 200) throw unavailable(new Error(`live answers ${answer.statusCode}`));
    });
  }

  /** Gives up what is running. */
  async close(): Promise<void> {
    await this.#pool.destroy();
  }
}

function startLimit(body: string | Readable | undefined, give: () => void): { stop: () => void } {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  const start = () => {
    if (!stopped) timer = setTimeout(give, answerMs);
  };
  if (body === undefined || typeof body === 'string') start();
  else body.once('end', start);
  return {
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}

/** 503 with what happened as its cause. */
export function unavailable(cause: unknown): AppError {
  return new AppError(kitErrors.dependency_unavailable, { cause, headers: { 'Retry-After': '1' } });
}
