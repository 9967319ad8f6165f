import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import pg from 'pg';
import type { DatabaseConnection } from '../database/connection.ts';
import { migrate } from '../database/migrate.ts';
import { SecretFile } from '../secret-file.ts';
import { testPostgres, type TestPostgres } from './environment.ts';

const { escapeIdentifier: id } = pg;
const databaseOf = { auth: 'authdb', 'core-api': 'goalixa' } as const;
type DatabaseService = keyof typeof databaseOf;

/** A database of one test file, at the service's newest migration, empty but for what that inserts. */
export interface TestDatabase extends DatabaseConnection {
  /** The login that migrations use; the connection itself is the service's own login. */
  readonly owner: { readonly user: SecretFile; readonly password: SecretFile };
  /** Removes the database, closing whatever is still connected to it. */
  drop(): Promise<void>;
}

/**
 * Clones the migrated template database of a service; the first caller of a run makes the template.
 * @throws Error when the tests were started without `test/global-setup.ts`
 */
export async function cloneDatabase(service: DatabaseService): Promise<TestDatabase> {
  return copyOf(service, templateOf);
}

/** A database with the roles of a service's, before its first migration. */
export async function emptyDatabase(service: DatabaseService): Promise<TestDatabase> {
  return copyOf(service, () => Promise.resolve(databaseOf[service]));
}

async function copyOf(service: DatabaseService, sourceOf: typeof templateOf): Promise<TestDatabase> {
  const server = testPostgres();
  const base = databaseOf[service];
  const database = `${base}_${randomUUID()}`;
  await asSuperuser(server, async (client) => {
    await copyDatabase(client, await sourceOf(client, server, service), database, base);
  });
  return {
    ...connectionOf(server, base, database, 'app'),
    owner: secretsOf(server, base, 'owner'),
    drop: () => asSuperuser(server, (client) => drop(client, database)),
  };
}

/** The name follows from the migrations, so `--watch` sees a changed one. */
async function templateOf(
  client: pg.Client,
  server: TestPostgres,
  service: DatabaseService,
): Promise<string> {
  const base = databaseOf[service];
  const directory = new URL(`../../../${service}/migrations/`, import.meta.url);
  const template = `${base}_template_${await hashOf(directory)}`;
  await client.query('select pg_advisory_lock(hashtext($1))', [base]);
  try {
    const found = await client.query('select from pg_database where datname = $1', [template]);
    if (found.rowCount === 0) await makeTemplate(client, server, base, template, directory);
  } finally {
    await client.query('select pg_advisory_unlock(hashtext($1))', [base]);
  }
  return template;
}

async function makeTemplate(
  client: pg.Client,
  server: TestPostgres,
  base: string,
  template: string,
  directory: URL,
): Promise<void> {
  const building = `${base}_building`; // only a finished one gets the template's name
  await drop(client, building);
  await copyDatabase(client, base, building, base);
  await migrate({ ...connectionOf(server, base, building, 'owner'), directory });
  await client.query(`alter database ${id(building)} rename to ${id(template)}`);
  await client.query(`alter database ${id(template)} allow_connections false`);
}

/** Rights on the database itself are not copied with its content, and the logins need them. */
async function copyDatabase(client: pg.Client, from: string, to: string, base: string): Promise<void> {
  await client.query(`create database ${id(to)} template ${id(from)} owner ${id(`${base}_owner`)}`);
  await client.query(`revoke all on database ${id(to)} from public`);
  const logins = ['owner_a', 'owner_b', 'app_a', 'app_b'].map((kind) => id(`${base}_${kind}`));
  await client.query(`grant connect on database ${id(to)} to ${logins.join(', ')}`);
}

async function drop(client: pg.Client, database: string): Promise<void> {
  await client.query(`drop database if exists ${id(database)} with (force)`);
}

async function hashOf(directory: URL): Promise<string> {
  const hash = createHash('sha256');
  for (const name of (await readdir(directory)).sort()) {
    hash.update(name).update(await readFile(new URL(name, directory)));
  }
  return hash.digest('hex').slice(0, 12);
}

function secretsOf(server: TestPostgres, base: string, role: 'owner' | 'app') {
  const files = server.databases[base]?.[role];
  if (!files) throw new Error(`The test setup made no roles for ${base}.`);
  return { user: new SecretFile(files.userFile), password: new SecretFile(files.passwordFile) };
}

function connectionOf(
  { host, port, databases, superuser }: TestPostgres,
  base: string,
  database: string,
  role: 'owner' | 'app',
): DatabaseConnection {
  return { host, port, database, ...secretsOf({ host, port, databases, superuser }, base, role) };
}

async function asSuperuser<T>(server: TestPostgres, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const { user, password } = {
    user: await new SecretFile(server.superuser.userFile).read(),
    password: await new SecretFile(server.superuser.passwordFile).read(),
  };
  const client = new pg.Client({
    host: server.host,
    port: server.port,
    user,
    password,
    database: 'postgres',
  });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
