import { randomUUID } from 'node:crypto';

export interface BrowserAnswer {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Headers;
}

/** What a browser does on the twin's origin: keeps cookies, names its origin on writes. */
export class Browser {
  readonly #url: string;
  readonly cookies = new Map<string, string>();

  constructor(url: string) {
    this.#url = url;
  }

  get(path: string, headers: Record<string, string> = {}): Promise<BrowserAnswer> {
    return this.#send('GET', path, headers);
  }

  post(path: string, body?: unknown, headers: Record<string, string> = {}): Promise<BrowserAnswer> {
    const own = { Origin: this.#url, 'Idempotency-Key': randomUUID(), ...headers };
    return this.#send('POST', path, own, body);
  }

  async #send(
    method: string,
    path: string,
    headers: Record<string, string>,
    body?: unknown,
  ): Promise<BrowserAnswer> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(`${this.#url}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        ...(cookie ? { Cookie: cookie } : {}),
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...headers,
      },
      body: body === undefined ? null : JSON.stringify(body),
      signal: AbortSignal.timeout(10_000),
    });
    for (const set of answer.headers.getSetCookie()) this.#keep(set);
    const text = await answer.text();
    const json = answer.headers.get('content-type')?.includes('json') === true && text !== '';
    return {
      status: answer.status,
      body: json ? (JSON.parse(text) as unknown) : text,
      headers: answer.headers,
    };
  }

  #keep(set: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
    if (value === '' || /max-age=0/i.test(set)) this.cookies.delete(name);
    else this.cookies.set(name, value);
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
