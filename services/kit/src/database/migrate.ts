import { readFile, readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import type { Logger } from 'pino';
import type { DatabaseConnection } from './connection.ts';
import { roleOption } from './role-option.ts';

export interface MigrateOptions extends DatabaseConnection {
  /** Folder of plain SQL files, run in the order of their names. */
  readonly directory: URL | string;
  readonly logger?: Logger;
}

/** The database holds migrations that this version has never heard of. */
export class NewerSchemaError extends Error {
  constructor(database: string, unknown: readonly string[]) {
    super(
      `${database} was migrated by a newer version (${unknown.join(', ')} is unknown here): ` +
        'run that version, or one after it. Nothing was changed.',
    );
    this.name = 'NewerSchemaError';
  }
}

// One key for all our migrations; the lock is per database.
const advisoryLock = 7_431_205;

// What a new database lets everybody do. Operators that make databases in clusters cannot take it away; the owner can.
const closeToOthers = `do $$ begin
  execute format('revoke temporary on database %I from public', current_database());
  revoke all on schema public from public;
end $$`;

/**
 * Brings a database up to this version. Parallel calls are safe: an advisory lock lets one work, the others wait
 * and find nothing to do.
 * @returns the names of the files that ran
 * @throws NewerSchemaError when the database is ahead of this version
 */
export async function migrate(options: MigrateOptions): Promise<readonly string[]> {
  const files = await sqlFiles(options.directory);
  return withClient(options, async (client) => {
    await client.query('select pg_advisory_lock($1)', [advisoryLock]);
    const pending = pendingOf(options.database, files, await appliedMigrations(client));
    if (pending.length === 0) return [];
    await client.query(closeToOthers);
    const ran = await runPending(options, files);
    options.logger?.info({ database: options.database, ran }, 'migrated');
    return ran;
  });
}

/** Whether the database is exactly at this version: one connection, two small statements, knex not loaded. */
export async function isMigrated(options: MigrateOptions): Promise<boolean> {
  const files = await sqlFiles(options.directory);
  const applied = await withClient(options, appliedMigrations);
  return pendingOf(options.database, files, applied).length === 0;
}

async function withClient<T>(options: MigrateOptions, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const { host, port, database } = options;
  const [user, password] = await Promise.all([options.user.read(), options.password.read()]);
  const client = new pg.Client({
    ...{ host, port, database, user, password },
    options: roleOption(user),
    connectionTimeoutMillis: 5_000,
  });
  // A server that goes away also fails the statement under way, and that failure is the one to tell.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end(); // ends the session and with it the advisory lock
  }
}

async function sqlFiles(directory: URL | string): Promise<readonly string[]> {
  return (await readdir(directory)).filter((name) => name.endsWith('.sql')).sort();
}

async function appliedMigrations(client: pg.Client): Promise<readonly string[]> {
  const { rows: tables } = await client.query<{ found: boolean }>(
    "select to_regclass('knex_migrations') is not null as found",
  );
  if (!tables[0]?.found) return [];
  const { rows } = await client.query<{ name: string }>('select name from knex_migrations order by id');
  return rows.map((row) => row.name);
}

function pendingOf(
  database: string,
  files: readonly string[],
  applied: readonly string[],
): readonly string[] {
  const unknown = applied.filter((name) => !files.includes(name));
  if (unknown.length > 0) throw new NewerSchemaError(database, unknown);
  return files.filter((name) => !applied.includes(name));
}

async function runPending(options: MigrateOptions, files: readonly string[]): Promise<readonly string[]> {
  const { default: knex } = await import('knex'); // 300 ms: only when there is something to run
  const { host, port, database } = options;
  const [user, password] = await Promise.all([options.user.read(), options.password.read()]);
  const db = knex({
    client: 'pg',
    connection: { host, port, database, user, password, options: roleOption(user) },
    pool: { min: 0, max: 2 },
    log: quiet,
  });
  try {
    const migrationSource = {
      getMigrations: () => Promise.resolve([...files]),
      getMigrationName: (name: string) => name,
      getMigration: (name: string) => Promise.resolve(sqlMigration(options.directory, name)),
    };
    // We hold the advisory lock, so a lock row left by a killed run is stale.
    await db.migrate.forceFreeMigrationsLock({ migrationSource });
    const [, ran] = (await db.migrate.latest({ migrationSource })) as [number, string[]];
    return ran;
  } finally {
    await db.destroy();
  }
}

// A failure reaches the caller as an error; knex would print it a second time.
const quiet = {
  error: () => undefined,
  warn: () => undefined,
  debug: () => undefined,
  deprecate: () => undefined,
};

type Raw = { raw(sql: string): Promise<unknown> };

function sqlMigration(directory: URL | string, name: string) {
  const folder = directory instanceof URL ? fileURLToPath(directory) : directory;
  return {
    up: async (db: Raw) => db.raw((await readFile(`${folder}/${name}`, 'utf8')).replaceAll('?', '\\?')),
    down: () => Promise.reject(new Error('migrations only go forward')),
  };
}
