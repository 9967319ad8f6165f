import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { SecretFile } from '../secret-file.ts';
import { emptyDatabase, type TestDatabase } from '../testing/template-database.ts';
import { isDatabaseUnavailable } from './is-unavailable.ts';
import { createPool } from './pool.ts';
import { inTransaction } from './transaction.ts';

let database: TestDatabase;
let pool: pg.Pool;

beforeEach(async () => {
  database = await emptyDatabase('auth');
  pool = createPool({ ...database, ...database.owner, applicationName: 'test', max: 2 });
});
afterEach(async () => {
  await pool.end();
  await database.drop();
});

const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => null,
    (error: unknown) => error,
  );

describe('createPool', () => {
  it('reports a database that is down as unavailable', async () => {
    const down = createPool({ ...database, port: 1, applicationName: 'test' });
    expect(isDatabaseUnavailable(await failureOf(down.query('select 1')))).toBe(true);
  });

  it('gives up on a database that accepts and stays silent within 2 s', async () => {
    const silent: Server = createServer(() => undefined).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address() as AddressInfo;
    const start = performance.now();
    const failure = await failureOf(
      createPool({ ...database, port, applicationName: 'test' }).query('select 1'),
    );
    silent.close();
    expect(isDatabaseUnavailable(failure)).toBe(true);
    expect(performance.now() - start).toBeLessThan(2_000);
  });

  it('ends a statement that takes too long, as unavailable', async () => {
    expect(isDatabaseUnavailable(await failureOf(pool.query('select pg_sleep(10)')))).toBe(true);
  });

  it('does not take a mistake in a statement for an unavailable database', async () => {
    expect(isDatabaseUnavailable(await failureOf(pool.query('select nothing')))).toBe(false);
  });

  it('reads user and password again at each connect', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'goalixa-login-'));
    const [user, password] = [join(folder, 'user'), join(folder, 'password')];
    await writeFile(user, await database.owner.user.read());
    await writeFile(password, 'not yet the right one');
    const rotated = createPool({
      ...database,
      user: new SecretFile(user),
      password: new SecretFile(password),
      applicationName: 'test',
    });
    expect(isDatabaseUnavailable(await failureOf(rotated.query('select 1')))).toBe(true);
    await writeFile(password, await database.owner.password.read());
    expect((await rotated.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    await rotated.end();
    await rm(folder, { recursive: true });
  });

  it("takes the login's role, in every connection", async () => {
    const text = 'select session_user, current_user';
    const taken = [{ session_user: 'authdb_owner_a', current_user: 'authdb_owner' }];
    const all = await Promise.all([pool.query(text), pool.query(text)]);
    expect(all.map(({ rows }) => rows)).toEqual([taken, taken]);
  });

  it('survives a server that ends a connection in use between two statements', async () => {
    const client = await pool.connect();
    const ended = new Promise((resolve) => client.once('end', resolve));
    await database.drop(); // closes whatever is connected
    await ended;
    expect(isDatabaseUnavailable(await failureOf(client.query('select 1')))).toBe(true);
    client.release(true);
  });

  it('gives instants as ISO 8601 UTC, days as text and bigint as a number', async () => {
    const { rows } = await pool.query(
      "select '2026-11-22T10:00:00.5+03:30'::timestamptz as at, '2026-11-22'::date as day, 5::bigint as n",
    );
    expect(rows).toEqual([{ at: '2026-11-22T06:30:00.500Z', day: '2026-11-22', n: 5 }]);
  });
});

describe('inTransaction', () => {
  it('rolls back when the work throws, and the connection is good afterwards', async () => {
    await pool.query('create table t (n int)');
    const failure = await failureOf(
      inTransaction(pool, async (client) => {
        await client.query('insert into t values (1)');
        throw new Error('no');
      }),
    );
    expect(failure).toEqual(new Error('no'));
    expect((await pool.query('select * from t')).rows).toEqual([]);
  });

  it('tries again after a deadlock', async () => {
    await pool.query('create table t (n int primary key, v int); insert into t values (1, 0), (2, 0)');
    let waiting = 0;
    let release: () => void = () => undefined;
    const both = new Promise<void>((resolve) => (release = resolve));
    const update = (first: number, second: number) =>
      inTransaction(pool, async (client) => {
        await client.query('update t set v = v + 1 where n = $1', [first]);
        await client.query('set local statement_timeout = 30000');
        if (++waiting === 2) release();
        await both;
        // PostgreSQL looks for deadlocks after a second; on a busy machine the pool's time limits would come first.
        const patient = {
          text: 'update t set v = v + 1 where n = $1',
          values: [second],
          query_timeout: 30_000,
        };
        await client.query(patient);
      });
    await Promise.all([update(1, 2), update(2, 1)]);
    expect((await pool.query('select v from t order by n')).rows).toEqual([{ v: 2 }, { v: 2 }]);
  });
});
