import type pg from 'pg';
import { createPool } from '@goalixa/kit/database/pool.ts';
import { createLogger } from '@goalixa/kit/logger.ts';
import { startApp } from '@goalixa/kit/testing/start-app.ts';
import { cloneDatabase } from '@goalixa/kit/testing/template-database.ts';
import type { TestDatabase } from '@goalixa/kit/testing/template-database.ts';
import { createApp } from '../app.ts';
import type { Dependencies } from '../container.ts';
import { createTestKeyring } from './test-keyring.ts';
import { testCosts } from './test-costs.ts';

/** An answer, read whole. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The parsed body, `{}` when it is empty. */
  readonly json: Record<string, string>;
}

/** The whole service over HTTP on a database of its own. */
export interface TestAuth {
  readonly url: string;
  readonly database: TestDatabase;
  /** What the service sees; moved by tests, never by itself. Epoch milliseconds. */
  readonly clock: { now: number };
  /** Reads and changes rows past the service, as the owner. */
  readonly owner: pg.Pool;
  readonly kek: Dependencies['kek'];
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer>;
  get(path: string, headers?: Record<string, string>): Promise<Answer>;
  close(): Promise<void>;
}

/** The public URL of services under test. */
export const testPublicUrl = 'http://goalixa.test';

type Options = Pick<Dependencies, 'costs' | 'hashing'> & {
  /** Where the service finds its database, when not directly. */
  readonly through?: (database: TestDatabase) => Promise<{ host: string; port: number }>;
};

/** Starts it with cheap hashes unless told otherwise. */
export async function startTestAuth({ through, ...options }: Options = {}): Promise<TestAuth> {
  const database = await cloneDatabase('auth');
  const [kek, refresh] = await Promise.all([createTestKeyring(), createTestKeyring()]);
  const address = (await through?.(database)) ?? {};
  const pool = createPool({ ...database, ...address, applicationName: 'auth-test' });
  const owner = createPool({ ...database, ...database.owner, applicationName: 'auth-test-owner' });
  const clock = { now: Date.now() };
  const app = await startApp(
    createApp({
      pool,
      kek: kek.keyring,
      refreshKeys: refresh.keyring,
      publicUrl: testPublicUrl,
      logger: createLogger({ service: 'auth', level: 'silent' }),
      now: () => clock.now,
      costs: testCosts,
      ...options,
    }),
  );
  return {
    url: app.url,
    database,
    clock,
    owner,
    kek: kek.keyring,
    post: (path, body, headers = {}) => {
      const content = typeof body === 'string' ? body : JSON.stringify(body);
      return ask(`${app.url}${path}`, {
        method: 'POST',
        body: content,
        headers: { 'content-type': 'application/json', ...headers },
      });
    },
    get: (path, headers = {}) => ask(`${app.url}${path}`, { headers }),
    async close() {
      await app.close();
      await Promise.all([pool.end(), owner.end()]);
      await Promise.all([database.drop(), kek.remove(), refresh.remove()]);
    },
  };
}

async function ask(url: string, init: RequestInit): Promise<Answer> {
  const response = await fetch(url, init);
  const text = await response.text();
  const json = (text === '' ? {} : JSON.parse(text)) as Record<string, string>;
  return { status: response.status, headers: response.headers, text, json };
}
