import { Agent, request } from 'undici';
import type { Probe } from './snapshot.ts';

const defaultLimitMs = 1_000;
const longestBody = 2_000_000; // bytes; our own metrics take some 30 kB

/** Asks services over HTTP, each within a limit. */
export class HttpProbe {
  readonly #agent = new Agent({ connect: { timeout: defaultLimitMs }, maxResponseSize: longestBody });
  readonly #now: () => number;

  /** @param now the clock, epoch milliseconds */
  constructor(now: () => number) {
    this.#now = now;
  }

  /**
   * Never throws: no answer is an observation too. The whole body has to arrive within the limit.
   * @param limitMs 1 s by default
   */
  async get(address: string, limitMs = defaultLimitMs): Promise<Probe & { readonly body: string }> {
    try {
      const signal = AbortSignal.timeout(limitMs);
      const answer = await request(address, { dispatcher: this.#agent, signal });
      const body = await answer.body.text();
      return { status: answer.statusCode, observed: `status ${answer.statusCode}`, at: this.#at(), body };
    } catch (error) {
      return { status: null, observed: reasonOf(error, limitMs), at: this.#at(), body: '' };
    }
  }

  async close(): Promise<void> {
    await this.#agent.close();
  }

  #at(): string {
    return new Date(this.#now()).toISOString();
  }
}

/** A code, not a message: messages name hosts. */
function reasonOf(error: unknown, limitMs: number): string {
  if (!(error instanceof Error)) return 'no answer';
  if (error.name === 'TimeoutError') return `no answer within ${limitMs} ms`;
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
