import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { migrate } from '@goalixa/kit/database/migrate.ts';
import { createPool } from '@goalixa/kit/database/pool.ts';
import { roleOption } from '@goalixa/kit/database/role-option.ts';
import { SecretFile } from '@goalixa/kit/secret-file.ts';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { ApiObject } from '../api-object.ts';
import { catalogue } from '../catalogue/catalogue.ts';
import { configOfStack } from '../config/config-file.ts';
import { plainText } from '../fixtures/plain-text.ts';
import { freePort } from '../local/postgres/free-port.ts';
import { preparePostgres } from '../local/postgres/prepare-postgres.ts';
import { startPostgres, type RunningPostgres } from '../local/postgres/start-postgres.ts';
import { paths } from '../paths.ts';
import { platformOf } from '../platform.ts';
import { loginsOf } from './login-objects.ts';
import { postgresStages } from './postgres-stages.ts';
import { operatorStatements } from './testing/operator-statements.ts';

// One server with both databases, as the operator would make it from our objects.
const platform = platformOf(catalogue, configOfStack('staging', catalogue));
const objects = postgresStages(platform).flat();

let folder: string;
let running: RunningPostgres;
let host: { host: string; port: number };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'goalixa-access-'));
  const dataDirectory = join(folder, 'data');
  host = { host: '127.0.0.1', port: await freePort() };
  await preparePostgres({ dataDirectory, superuserPassword: 'secret', sync: false });
  running = await startPostgres({ dataDirectory, port: host.port, settings: { fsync: 'off' } });
  await asSuperuser('postgres', async (client) => {
    const { inside, server } = operatorStatements(objects);
    // What the operator makes besides: it asks for no database of its own name.
    await run(client, [
      'create role app login password $$secret$$',
      'create database app owner app',
      ...server,
    ]);
    for (const [database, statements] of inside)
      await asSuperuser(database, (within) => run(within, statements));
    await writeFile(join(dataDirectory, 'pg_hba.conf'), `${accessFile(objects)}\n`);
    await client.query('select pg_reload_conf()');
  });
  await migrateAll();
}, 60_000);

afterAll(async () => {
  await running.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Our lines, and the operator's last one. */
function accessFile(all: readonly ApiObject[]): string {
  const cluster = all.find(({ kind }) => kind === 'Cluster') as ApiObject & {
    spec: { postgresql: { pg_hba: string[] } };
  };
  return [...cluster.spec.postgresql.pg_hba, 'host all all all scram-sha-256'].join('\n');
}

async function migrateAll(): Promise<void> {
  for (const app of catalogue) {
    if (!('migrations' in app)) continue;
    const database = app.uses.databases[0]?.name ?? '';
    const directory = join(paths.root, app.migrations);
    await migrate({ ...host, database, ...(await filesOf(`${database}_owner_a`)), directory });
  }
}

async function filesOf(login: string): Promise<{ user: SecretFile; password: SecretFile }> {
  const [user, password] = [join(folder, `${login}.user`), join(folder, `${login}.password`)];
  await Promise.all([writeFile(user, login), writeFile(password, passwordOf(login))]);
  return { user: new SecretFile(user), password: new SecretFile(password) };
}

function passwordOf(login: string): string {
  const all = ['authdb', 'goalixa'].flatMap((database) => loginsOf(platform, database));
  const found = all.find(({ name }) => name === login);
  return found ? plainText(found.password) : 'secret';
}

async function asSuperuser(database: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ ...host, user: 'postgres', password: 'secret', database });
  await client.connect();
  await work(client);
  await client.end();
}

async function run(client: pg.Client, statements: readonly string[]): Promise<void> {
  for (const statement of statements) await client.query(statement);
}

/** Runs statements through a pool of the services and answers the rows of the last one. */
async function through(login: string, database: string, ...statements: string[]): Promise<unknown[]> {
  const pool = createPool({ ...host, database, ...(await filesOf(login)), applicationName: 'test', max: 1 });
  try {
    let rows: unknown[] = [];
    for (const statement of statements) ({ rows } = await pool.query<Record<string, unknown>>(statement));
    return rows;
  } finally {
    await pool.end();
  }
}

const logins = ['owner_a', 'owner_b', 'app_a', 'app_b'];

describe('a database cluster made of our objects', () => {
  it.each(logins)("keeps authdb_%s out of the other service's database", async (login) => {
    await expect(through(`authdb_${login}`, 'goalixa', 'select 1')).rejects.toThrow(
      /pg_hba\.conf rejects connection/,
    );
  });

  it.each([
    ['goalixa_app_a', 'postgres'],
    ['goalixa_owner_a', 'template1'],
    ['goalixa_app_a', 'app'],
    ['postgres', 'goalixa'],
    ['app', 'goalixa'],
    ['app', 'app'],
    ['goalixa_app', 'authdb'],
  ])('lets %s not into %s', async (login, database) => {
    await expect(through(login, database, 'select 1')).rejects.toThrow(/pg_hba\.conf rejects connection/);
  });

  it('lets nobody log in as the roles themselves', async () => {
    for (const role of ['goalixa_app', 'goalixa_owner'])
      await expect(through(role, 'goalixa', 'select 1')).rejects.toThrow(/password authentication failed/);
  });

  it.each(logins)('lets goalixa_%s do nothing while it has not taken its role', async (login) => {
    const name = `goalixa_${login}`;
    const client = new pg.Client({ ...host, user: name, password: passwordOf(name), database: 'goalixa' });
    await client.connect();
    for (const statement of [
      'table public.tasks',
      'create table public.mine ()',
      'create temporary table t ()',
    ])
      await expect(client.query(statement)).rejects.toThrow(/permission denied/);
    await client.end();
  });

  it('lets the service make no table, no schema and no database, not even a temporary table', async () => {
    const statements = ['create table public.mine ()', 'create schema mine', 'create database mine'];
    for (const statement of [...statements, 'create temporary table mine ()', 'drop table tasks'])
      await expect(through('goalixa_app_a', 'goalixa', statement)).rejects.toThrow(
        /permission denied|must be owner/,
      );
  });

  it('lets the service not become the owner', async () => {
    const options = roleOption('goalixa_owner_a');
    const [user, password] = ['goalixa_app_a', passwordOf('goalixa_app_a')];
    const client = new pg.Client({ ...host, user, password, database: 'goalixa', options });
    client.on('error', () => undefined);
    await expect(client.connect()).rejects.toThrow(/permission denied to set role/);
    await expect(through('goalixa_app_a', 'goalixa', 'set role goalixa_owner')).rejects.toThrow(
      /permission denied to set role/,
    );
  });

  it.each(['a', 'b'])('lets login %s of the service work as its role', async (letter) => {
    const text = 'select current_user, (select count(*) from users) as users';
    expect(await through(`authdb_app_${letter}`, 'authdb', text)).toEqual([
      { current_user: 'authdb_app', users: 0 },
    ]);
  });

  it('lets the other login of the owner change what the first one made', async () => {
    const owners = "select distinct tableowner from pg_tables where schemaname = 'public'";
    expect(
      await through('authdb_owner_b', 'authdb', 'alter table users add column extra text', owners),
    ).toEqual([{ tableowner: 'authdb_owner' }]);
  });
});
