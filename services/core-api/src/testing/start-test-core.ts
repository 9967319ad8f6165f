import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { createTokenVerifier } from '@goalixa/kit/access-token.ts';
import { createPool } from '@goalixa/kit/database/pool.ts';
import { createLogger } from '@goalixa/kit/logger.ts';
import { startApp } from '@goalixa/kit/testing/start-app.ts';
import { type TestDatabase, cloneDatabase } from '@goalixa/kit/testing/template-database.ts';
import { startTestIssuer } from '@goalixa/kit/testing/test-issuer.ts';
import { v7 } from 'uuid';
import { createApp } from '../app.ts';
import { type CoreApi, createCoreApi } from '../core-api.ts';
import { type Seen, requireDescribed } from './api-contract.ts';

type Body = ReturnType<typeof JSON.parse>;

/** An answer with its body parsed; null when it is empty. */
export interface Answer extends Seen {
  readonly body: Body;
}

/** A signed-in caller. Writes get a fresh Idempotency-Key unless `headers` name one. */
export interface Caller {
  readonly userId: string;
  readonly token: string;
  ask(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
}

/** The whole service over HTTP on a database of its own; every answer is checked against its OpenAPI document. */
export interface TestCore {
  readonly url: string;
  readonly database: TestDatabase;
  readonly pool: pg.Pool;
  readonly api: CoreApi;
  /** What the service sees, ms since 1970; moved by tests, never by itself. */
  readonly clock: { now: number };
  /** A new user. */
  caller(claims?: { zoneinfo?: string; locale?: string }): Promise<Caller>;
  close(): Promise<void>;
}

const publicUrl = 'http://goalixa.test';

export async function startTestCore(): Promise<TestCore> {
  const database = await cloneDatabase('core-api');
  const issuer = await startTestIssuer(publicUrl);
  const pool = createPool({ ...database, applicationName: 'core-test' });
  const clock = { now: Date.now() };
  const api = createCoreApi(pool, { clock: () => clock.now, newId: () => v7() });
  const app = await startApp(
    createApp({
      api,
      verifier: createTokenVerifier({ authUrl: issuer.url, issuer: publicUrl }),
      checks: { database: { required: true, check: () => pool.query('select 1') } },
      logger: createLogger({ service: 'core-api', level: 'silent' }),
      publicUrl,
    }),
  );
  return {
    url: app.url,
    database,
    pool,
    api,
    clock,
    async caller(claims = {}) {
      const userId = v7();
      const token = await issuer.sign(userId, claims);
      return { userId, token, ask: (...request) => ask(app.url, token, ...request) };
    },
    async close() {
      await Promise.all([app.close(), issuer.close()]);
      await pool.end();
      await database.drop();
    },
  };
}

async function ask(
  url: string,
  token: string,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const isWrite = method !== 'GET';
  const response = await fetch(`${url}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(isWrite ? { 'idempotency-key': randomUUID() } : {}),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const seen = { status: response.status, headers: response.headers, text };
  requireDescribed(method, path, seen);
  return { ...seen, body: text === '' ? null : JSON.parse(text) };
}
