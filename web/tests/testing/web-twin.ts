import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Browser as Client } from '@goalixa/kit/testing/browser.ts';
import { runTwin, type RunningTwin } from '@goalixa/infra/local/testing/run-twin.ts';
import {
  chromium,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
} from 'playwright-core';
import { executablePath } from './describe-browser.ts';
import { FaultProxy } from './fault-proxy.ts';

export interface Account {
  readonly email: string;
  readonly password: string;
  /** The same account, asked for past the browser. */
  readonly api: ApiClient;
}

/** The browser's own line about a request that a test cuts, or expects to be refused. */
const ownLine = /^(Failed to load resource: |An unknown error occurred when fetching the script\.)/;

/** A twin, a proxy before it that plays the network, and Chromium, which knows the twin by its own address. */
export class WebTwin {
  readonly url: string;
  readonly proxy: FaultProxy;
  readonly browser: Browser;
  readonly data: string;
  /** What no page may do: console errors, violations of a policy, requests to foreign origins. */
  readonly complaints: string[] = [];
  #twin: RunningTwin;
  readonly #port: number;

  constructor(twin: RunningTwin, proxy: FaultProxy, browser: Browser, data: string, port: number) {
    this.#twin = twin;
    this.url = twin.url;
    this.proxy = proxy;
    this.browser = browser;
    this.data = data;
    this.#port = port;
  }

  static async start({ seed = 'none' }: { seed?: 'none' | 'demo' } = {}): Promise<WebTwin> {
    const data = await mkdtemp(join(tmpdir(), 'goalixa-web-'));
    const twin = await runTwin(data, { args: ['--seed', seed] });
    const { port } = new URL(twin.url);
    const proxy = await FaultProxy.start(Number(port));
    const browser = await chromium.launch({
      executablePath,
      args: ['--no-sandbox', `--host-resolver-rules=MAP localhost:${port} 127.0.0.1:${proxy.port}`],
    });
    return new WebTwin(twin, proxy, browser, data, Number(port));
  }

  async stop(): Promise<void> {
    await this.browser.close();
    await this.proxy.close();
    await this.#twin.stop();
    await rm(this.data, { recursive: true, force: true });
  }

  /** Ends every process of the twin; nothing answers any more. */
  async stopServer(): Promise<void> {
    await this.#twin.stop();
  }

  /** Starts it again, on the same port and the same data. */
  async startServer(): Promise<void> {
    this.#twin = await runTwin(this.data, { args: ['--port', String(this.#port), '--seed', 'none'] });
  }

  /** A browser profile of its own, watched. */
  async context(options: BrowserContextOptions = {}): Promise<BrowserContext> {
    const context = await this.browser.newContext({
      locale: 'en-GB',
      timezoneId: 'Europe/Lisbon',
      ...options,
    });
    this.watch(context);
    return context;
  }

  /** Writes down what the pages of a context must not do. */
  watch(context: BrowserContext): void {
    context.on('console', (message) => {
      if (message.type() === 'error' && !ownLine.test(message.text())) this.complaints.push(message.text());
      if (/violat|Trusted ?Type/i.test(message.text())) this.complaints.push(message.text());
    });
    context.on('weberror', (error) => this.complaints.push(String(error.error().stack)));
    context.on('request', (request) => {
      const { origin, protocol } = new URL(request.url());
      if (origin !== this.url && protocol !== 'blob:' && protocol !== 'data:')
        this.complaints.push(request.url());
    });
  }

  /** Signs a new user up, past the browser. */
  async account(): Promise<Account> {
    const email = `${randomUUID()}@example.com`;
    const password = 'correct horse battery';
    const api = new ApiClient(this.url);
    await api.post('/bff/auth/register', { email, password, timeZone: 'Europe/Lisbon' });
    await api.post('/bff/auth/login', { email, password });
    return { email, password, api };
  }

  /** Signs in through the page, and waits for the first sight of Today. */
  async signIn(page: Page, { email, password }: Account): Promise<void> {
    await page.goto(`${this.url}/app/sign-in`);
    await page.getByLabel('E-mail address').fill(email);
    await page.getByLabel('Password').fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'Today', exact: true }).waitFor();
    await page.locator('today-page .card').first().waitFor();
  }
}

/** A client of the BFF that throws what it does not expect. */
export class ApiClient {
  readonly #client: Client;

  constructor(url: string) {
    this.#client = new Client(url);
  }

  async get<T>(path: string): Promise<T> {
    return (await this.send('GET', path)) as T;
  }

  async post<T>(path: string, body?: object): Promise<T> {
    return (await this.send('POST', path, body)) as T;
  }

  async patch<T>(path: string, version: number, body: object): Promise<T> {
    return (await this.send('PATCH', path, body, { 'If-Match': `"${version}"` })) as T;
  }

  /** All rows of a list. */
  async list<T>(name: string): Promise<T[]> {
    return (await this.get<{ items: T[] }>(`/bff/app/${name}?limit=200`)).items;
  }

  async send(
    method: string,
    path: string,
    body?: object,
    headers: Record<string, string> = {},
  ): Promise<unknown> {
    const answer = await this.#client.send(method, path, {
      headers: { 'Content-Type': 'application/json', 'Idempotency-Key': randomUUID(), ...headers },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text}`);
    return text === '' ? null : (JSON.parse(text) as unknown);
  }
}
