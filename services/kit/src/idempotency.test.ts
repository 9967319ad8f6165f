import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { AppError } from './app-error.ts';
import { createPool } from './database/pool.ts';
import { inTransaction } from './database/transaction.ts';
import { bodyHash, runIdempotent, throwRefusal, type Answer } from './idempotency.ts';
import { kitErrors } from './kit-errors.ts';
import { emptyDatabase, type TestDatabase } from './testing/template-database.ts';

let database: TestDatabase;
let pool: pg.Pool;
const userId = randomUUID();
let key: string;

beforeAll(async () => {
  database = await emptyDatabase('auth');
  pool = createPool({ ...database, ...database.owner, applicationName: 'test' });
  await pool.query(`create table effects (n int);
    create table idempotency_keys (user_id uuid, key uuid, route text, body_hash text, status int, body jsonb,
      created_at timestamptz, primary key (user_id, key))`);
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});
beforeEach(async () => {
  key = randomUUID();
  await pool.query('truncate effects');
});

const request = (body: unknown, of = key) => ({
  userId,
  route: 'POST /v1/things',
  key: of,
  bodyHash: bodyHash(body),
});
const effects = async () => (await pool.query('select * from effects')).rowCount;
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'accepted',
    (error: unknown) => (error instanceof AppError ? error.kind.code : String(error)),
  );

function write(body: unknown, effect?: () => Promise<Answer>): Promise<Answer> {
  return inTransaction(pool, (client) =>
    runIdempotent(client, request(body), async () => {
      await client.query('insert into effects values (1)');
      return effect ? effect() : { status: 201, body: { done: true } };
    }),
  ).then(throwRefusal);
}

describe('runIdempotent', () => {
  it('refuses a key that was used with another body', async () => {
    await write({ a: 1 });
    expect(await codeOf(write({ a: 2 }))).toBe('idempotency_mismatch');
    expect(await effects()).toBe(1);
  });

  it('refuses a key whose first request is still running', async () => {
    let inside: () => void = () => undefined;
    let finish: () => void = () => undefined;
    const started = new Promise<void>((resolve) => (inside = resolve));
    const first = write(
      {},
      () =>
        new Promise((resolve) => {
          inside();
          finish = () => resolve({ status: 201, body: {} });
        }),
    );
    await started;
    expect(await codeOf(write({}))).toBe('idempotency_in_flight');
    finish();
    await first;
    expect(await effects()).toBe(1);
  });

  it('answers a repetition as the first time, with one effect', async () => {
    expect(await write({})).toEqual({ status: 201, body: { done: true } });
    expect(await write({})).toEqual({ status: 201, body: { done: true } });
    expect(await effects()).toBe(1);
  });

  it('keeps an expected refusal, with its fields, and undoes the effect', async () => {
    const refuse = () =>
      Promise.reject(new AppError(kitErrors.version_conflict, { extra: { current: { version: 3 } } }));
    expect(await codeOf(write({}, refuse))).toBe('version_conflict');
    const again = await write({}).catch((error: unknown) => error as AppError);
    expect(again).toMatchObject({
      kind: { code: 'version_conflict', status: 412 },
      details: { extra: { current: { version: 3 } } },
    });
    expect(await effects()).toBe(0);
  });

  it.each([kitErrors.busy, kitErrors.token_invalid])(
    'does not keep $status $code: the next try works',
    async (kind) => {
      expect(await codeOf(write({}, () => Promise.reject(new AppError(kind))))).toBe(kind.code);
      expect(await codeOf(write({}))).toBe('accepted');
      expect(await effects()).toBe(1);
    },
  );

  it('hashes the same JSON alike and another one differently', () => {
    expect(bodyHash({ a: 1, b: { c: 2, d: [3] } })).toBe(bodyHash({ b: { d: [3], c: 2 }, a: 1 }));
    expect(bodyHash([1, 2])).not.toBe(bodyHash([2, 1]));
    expect(bodyHash({ a: 1 })).not.toBe(bodyHash({ a: '1' }));
  });
});
