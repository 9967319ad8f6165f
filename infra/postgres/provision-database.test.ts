import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { roleOption } from '@goalixa/kit/database/role-option.ts';
import pg from 'pg';
import { freePort } from '../local/postgres/free-port.ts';
import { preparePostgres } from '../local/postgres/prepare-postgres.ts';
import { startPostgres, type RunningPostgres } from '../local/postgres/start-postgres.ts';
import { provisionDatabase, type Superuser } from './provision-database.ts';

// A name that needs quoting, to show that everything is quoted.
const database = 'plan "b"';
const passwords = { owner_a: "o'a", owner_b: 'o\\b', app_a: 'app a', app_b: 'app b' };

let folder: string;
let running: RunningPostgres;
let server: Superuser;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'goalixa-provision-'));
  server = { host: '127.0.0.1', port: await freePort(), user: 'postgres', password: 'secret' };
  await preparePostgres({ dataDirectory: join(folder, 'data'), superuserPassword: 'secret', sync: false });
  running = await startPostgres({
    dataDirectory: join(folder, 'data'),
    port: server.port,
    settings: { fsync: 'off' },
  });
  await provisionDatabase({ server, database, passwords });
});

afterAll(async () => {
  await running.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Runs one statement in a connection that takes the login's role and answers the values of its first row. */
const as = (login: string, password: string, text: string, inside = database): Promise<unknown[]> =>
  asLogin({ login, password, options: roleOption(`${database}_${login}`) }, text, inside);

type Login = Readonly<{ login: string; password: string; options?: string }>;

async function asLogin({ login, ...rest }: Login, text: string, inside = database): Promise<unknown[]> {
  const client = new pg.Client({ ...server, user: `${database}_${login}`, database: inside, ...rest });
  await client.connect();
  try {
    return (await client.query<unknown[]>({ text, rowMode: 'array' })).rows[0] ?? [];
  } finally {
    await client.end();
  }
}

describe('provisionDatabase', () => {
  it('lets nobody log in as the roles themselves', async () => {
    await expect(as('app', passwords.app_a, 'select 1')).rejects.toThrow(/password authentication failed/);
    await expect(as('owner', passwords.owner_a, 'select 1')).rejects.toThrow(
      /password authentication failed/,
    );
  });

  it('refuses a login with the password of another', async () => {
    await expect(as('app_a', passwords.app_b, 'select 1')).rejects.toThrow(/password authentication failed/);
  });

  it('lets the service make no table, no schema, no role and no database', async () => {
    const statements = [
      'create table mine ()',
      'create schema mine',
      'create role mine',
      'create database mine',
    ];
    for (const statement of statements) {
      await expect(as('app_a', passwords.app_a, statement)).rejects.toThrow(/permission denied/);
    }
    await expect(as('app_a', passwords.app_a, `set role "plan ""b""_owner"`)).rejects.toThrow(
      /permission denied/,
    );
  });

  it('lets a login that does not take its role do nothing', async () => {
    const owner = { login: 'owner_b', password: passwords.owner_b };
    await as('owner_a', passwords.owner_a, 'create table habits (title text)');
    await expect(asLogin(owner, 'create table public.mine ()')).rejects.toThrow(
      /permission denied for schema/,
    );
    await expect(asLogin(owner, 'table public.habits')).rejects.toThrow(/permission denied for schema/);
  });

  it('lets no login take the role of the other kind', async () => {
    const app = { login: 'app_a', password: passwords.app_a };
    const options = roleOption(`${database}_owner_a`);
    await expect(asLogin({ ...app, options }, 'select 1')).rejects.toThrow(/permission denied to set role/);
  });

  it("keeps the logins of one database out of the next one's", async () => {
    await provisionDatabase({ server, database: 'next', passwords });
    await expect(as('app_a', passwords.app_a, 'select 1', 'next')).rejects.toThrow(
      /permission denied for database/,
    );
    await expect(as('owner_a', passwords.owner_a, 'select 1', 'next')).rejects.toThrow(
      /permission denied for database/,
    );
  });

  it('makes what one owner login creates belong to the role, so that the other can change it', async () => {
    await as('owner_a', passwords.owner_a, 'create table plans (title text)');
    const owner = "select tableowner from pg_tables where tablename = 'plans'";
    expect(await as('owner_b', passwords.owner_b, owner)).toEqual([`${database}_owner`]);
    await as('owner_b', passwords.owner_b, 'alter table plans add column hours integer');
  });

  it('lets both logins of the service do exactly what was granted to its role', async () => {
    await as('owner_a', passwords.owner_a, 'create table goals (title text)');
    await expect(as('app_a', passwords.app_a, 'select * from goals')).rejects.toThrow(
      /permission denied for table/,
    );
    await as('owner_a', passwords.owner_a, `grant select, insert on goals to "plan ""b""_app"`);
    await as('app_a', passwords.app_a, "insert into goals values ('walk')");
    expect(await as('app_b', passwords.app_b, 'select title, current_user from goals')).toEqual([
      'walk',
      `${database}_app`,
    ]);
  });

  it('changes passwords and keeps the data when it runs again, also twice at the same time', async () => {
    await as('owner_a', passwords.owner_a, 'create table kept as select 7 as n');
    const rotated = { ...passwords, owner_a: 'rotated' };
    const runs = [1, 2].map(() => provisionDatabase({ server, database, passwords: rotated }));
    await Promise.all(runs);
    expect(await as('owner_a', 'rotated', 'select n from kept')).toEqual([7]);
    await expect(as('owner_a', passwords.owner_a, 'select 1')).rejects.toThrow(
      /password authentication failed/,
    );
    await provisionDatabase({ server, database, passwords });
  });
});
