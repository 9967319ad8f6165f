import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '@goalixa/infra/local/postgres/free-port.ts';
import { preparePostgres } from '@goalixa/infra/local/postgres/prepare-postgres.ts';
import { startPostgres } from '@goalixa/infra/local/postgres/start-postgres.ts';
import { paths } from '@goalixa/infra/paths.ts';
import { databaseRoles, type LoginKind } from '@goalixa/infra/postgres/database-roles.ts';
import { provisionDatabase } from '@goalixa/infra/postgres/provision-database.ts';
import type { DatabaseConnection } from '@goalixa/kit/database/connection.ts';
import { migrate } from '@goalixa/kit/database/migrate.ts';
import { SecretFile } from '@goalixa/kit/secret-file.ts';

export interface BenchDatabase {
  readonly app: DatabaseConnection;
  readonly owner: DatabaseConnection;
  stop(): Promise<void>;
}

const database = 'goalixa';

/** A PostgreSQL of its own, fsync on, with the Core API's migrated database. */
export async function startBenchDatabase(folder: string): Promise<BenchDatabase> {
  const [dataDirectory, port] = [join(folder, 'postgres'), await freePort()];
  const password = randomBytes(18).toString('base64url');
  await preparePostgres({ dataDirectory, superuserPassword: password });
  const server = await startPostgres({ dataDirectory, port, settings: { shared_buffers: '256MB' } });
  const superuser = { host: '127.0.0.1', port, user: 'postgres', password };
  const passwords = { owner_a: password, owner_b: password, app_a: password, app_b: password };
  await provisionDatabase({ server: superuser, database, passwords });
  const login = (kind: LoginKind) => ({
    host: '127.0.0.1',
    port,
    database,
    user: secret(folder, `${kind}-user`, databaseRoles(database).logins[kind].name),
    password: secret(folder, `${kind}-password`, password),
  });
  const owner = login('owner_a');
  await migrate({ ...owner, directory: join(paths.root, 'services/core-api/migrations') });
  return { app: login('app_a'), owner, stop: () => server.stop() };
}

function secret(folder: string, name: string, value: string): SecretFile {
  mkdirSync(join(folder, 'secrets'), { recursive: true });
  const file = join(folder, 'secrets', name);
  writeFileSync(file, value, { mode: 0o600 });
  return new SecretFile(file);
}
