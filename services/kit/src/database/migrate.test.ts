import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { emptyDatabase, type TestDatabase } from '../testing/template-database.ts';
import type { DatabaseConnection } from './connection.ts';
import { isMigrated, migrate, NewerSchemaError, type MigrateOptions } from './migrate.ts';
import { createPool } from './pool.ts';

let database: TestDatabase;
let directory: string;
let options: MigrateOptions;

const first = '20260101T0000_things.sql';
const second = '20260102T0000_more.sql';

beforeEach(async () => {
  database = await emptyDatabase('auth');
  directory = await mkdtemp(join(tmpdir(), 'goalixa-migrations-'));
  options = { ...database, ...database.owner, directory };
  await write(
    first,
    `create table things (id int, note text default 'why?'); grant select on things to authdb_app;`,
  );
});
afterEach(async () => {
  await database.drop();
  await rm(directory, { recursive: true });
});

const write = (name: string, sql: string) => writeFile(join(directory, name), sql);

const column = (sql: string): Promise<unknown[]> =>
  withPool(database, async (pool) => {
    const { rows } = await pool.query<Record<string, unknown>>(sql);
    return rows.map((row) => Object.values(row)[0]);
  });

const asOwner = (sql: string): Promise<unknown> =>
  withPool({ ...database, ...database.owner }, (pool) => pool.query(sql));

async function withPool<T>(login: DatabaseConnection, work: (pool: pg.Pool) => Promise<T>): Promise<T> {
  const pool = createPool({ ...login, applicationName: 'test' });
  try {
    return await work(pool);
  } finally {
    await pool.end();
  }
}

describe('migrate', () => {
  it('refuses a database that a newer version has migrated, names what it does not know and changes nothing', async () => {
    await write(second, 'create table newer (id int)');
    await migrate(options);
    await rm(join(directory, second));
    await write('20260103T0000_other.sql', 'create table other (id int)');
    await expect(migrate(options)).rejects.toThrow(NewerSchemaError);
    await expect(migrate(options)).rejects.toThrow(/20260102T0000_more\.sql is unknown here/);
    expect(await column("select to_regclass('other')::text")).toEqual([null]);
  });

  it('leaves nothing behind of a file that fails', async () => {
    await write(second, 'create table half (id int); select 1/0;');
    await expect(migrate(options)).rejects.toThrow(/division by zero/);
    expect(await column("select to_regclass('half')::text")).toEqual([null]);
    expect(await isMigrated(options)).toBe(false);
  });

  it('runs each file once when eight starts race', async () => {
    const runs = await Promise.all(Array.from({ length: 8 }, () => migrate(options)));
    expect(runs.flat()).toEqual([first]);
    expect(await isMigrated(options)).toBe(true);
  });

  it('goes on after a run that was killed while it held the lock row', async () => {
    await migrate(options);
    await asOwner('update knex_migrations_lock set is_locked = 1');
    await write(second, 'create table more (id int)');
    expect(await migrate(options)).toEqual([second]);
  });

  it('takes away what a new database lets everybody do', async () => {
    await asOwner(`grant temporary on database "${database.database}" to public`);
    await column('create temporary table before (id int)');
    await migrate(options);
    await expect(column('create temporary table later (id int)')).rejects.toThrow(
      /permission denied to create temporary tables/,
    );
  });

  it('makes everything for the role, so that the other login can go on', async () => {
    await migrate(options);
    const owners = 'select distinct tableowner from pg_tables where schemaname = $$public$$';
    expect(await column(owners)).toEqual(['authdb_owner']);
  });

  it('passes question marks in the SQL on as they are', async () => {
    await migrate(options);
    expect(
      await column("select column_default from information_schema.columns where column_name = 'note'"),
    ).toEqual(["'why?'::text"]);
  });
});
