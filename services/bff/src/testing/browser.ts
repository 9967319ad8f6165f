/** A browser with one cookie jar that sends what pages of `origin` send. */
export class Browser {
  /** `name=value`, or `null`. */
  cookie: string | null = null;
  readonly #url: string;
  readonly #origin: string;

  constructor(url: string, origin: string) {
    this.#url = url;
    this.#origin = origin;
  }

  async send(method: string, path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    if (this.cookie !== null && !headers.has('cookie')) headers.set('cookie', this.cookie);
    if (method !== 'GET' && !headers.has('origin')) headers.set('origin', this.#origin);
    const answer = await fetch(this.#url + path, { ...init, method, headers, redirect: 'manual' });
    for (const line of answer.headers.getSetCookie()) this.#keep(line);
    return answer;
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Response> {
    return this.send('GET', path, { headers });
  }

  post(path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Response> {
    if (body === undefined) return this.send('POST', path, { headers });
    return this.send('POST', path, {
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', ...headers },
    });
  }

  login(email: string): Promise<Response> {
    return this.post('/bff/auth/login', { email, password: 'correct' });
  }

  #keep(line: string): void {
    const pair = line.split(';')[0] ?? '';
    this.cookie = pair.endsWith('=') || line.includes('Max-Age=0;') ? null : pair;
  }
}
