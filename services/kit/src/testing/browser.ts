/** What a browser does with pages of `origin`: it keeps cookies and names its origin on writes. */
export class Browser {
  /** Value by name. */
  readonly cookies = new Map<string, string>();
  readonly #url: string;
  readonly #origin: string;

  /**
   * @param url where requests go
   * @param origin of the pages, when it is not that address
   */
  constructor(url: string, origin = url) {
    this.#url = url;
    this.#origin = origin;
  }

  /** The `Cookie` header, `name=value` joined by `; `, or `null` without any. */
  get cookie(): string | null {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ') || null;
  }

  set cookie(header: string | null) {
    this.cookies.clear();
    for (const pair of header?.split('; ') ?? []) this.#keep(pair);
  }

  async send(method: string, path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    const cookie = this.cookie;
    if (cookie !== null && !headers.has('cookie')) headers.set('cookie', cookie);
    if (method !== 'GET' && !headers.has('origin')) headers.set('origin', this.#origin);
    const answer = await fetch(this.#url + path, { ...init, method, headers, redirect: 'manual' });
    for (const line of answer.headers.getSetCookie()) this.#keep(line);
    return answer;
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Response> {
    return this.send('GET', path, { headers });
  }

  /** With a body it is sent as JSON. */
  post(path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Response> {
    if (body === undefined) return this.send('POST', path, { headers });
    return this.send('POST', path, {
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', ...headers },
    });
  }

  login(email: string, password: string): Promise<Response> {
    return this.post('/bff/auth/login', { email, password });
  }

  #keep(line: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    if (value === '' || /;\s*max-age=0(;|$)/i.test(line)) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}
