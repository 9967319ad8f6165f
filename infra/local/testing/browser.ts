import { randomUUID } from 'node:crypto';
import { Browser as Client } from '@goalixa/kit/testing/browser.ts';

/** An answer, read whole; JSON is parsed. */
export interface BrowserAnswer {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Headers;
}

/** A browser on the twin's origin: every write carries a key of its own, no answer takes over 10 s. */
export class Browser {
  readonly #client: Client;

  constructor(url: string) {
    this.#client = new Client(url);
  }

  get cookies(): Map<string, string> {
    return this.#client.cookies;
  }

  get(path: string, headers: Record<string, string> = {}): Promise<BrowserAnswer> {
    return this.#send('GET', path, { headers });
  }

  post(path: string, body?: unknown, headers: Record<string, string> = {}): Promise<BrowserAnswer> {
    const own = { 'Idempotency-Key': randomUUID(), ...headers };
    if (body === undefined) return this.#send('POST', path, { headers: own });
    const json = { 'Content-Type': 'application/json', ...own };
    return this.#send('POST', path, { headers: json, body: JSON.stringify(body) });
  }

  async #send(method: string, path: string, init: RequestInit): Promise<BrowserAnswer> {
    const answer = await this.#client.send(method, path, { ...init, signal: AbortSignal.timeout(10_000) });
    const text = await answer.text();
    const isJson = answer.headers.get('content-type')?.includes('json') === true && text !== '';
    return {
      status: answer.status,
      body: isJson ? (JSON.parse(text) as unknown) : text,
      headers: answer.headers,
    };
  }
}

/** A new user, signed in. */
export async function signedUp(url: string): Promise<Browser> {
  const browser = new Browser(url);
  const login = { email: `${randomUUID()}@example.com`, password: 'correct horse battery' };
  await browser.post('/bff/auth/register', { ...login, timeZone: 'Europe/Lisbon' });
  const { status } = await browser.post('/bff/auth/login', login);
  if (status !== 200) throw new Error(`Signing in answered ${status}.`);
  return browser;
}
