import { SecretFile } from '@goalixa/kit/secret-file.ts';
import { isMigrated, migrate, type MigrateOptions } from '@goalixa/kit/database/migrate.ts';
import { join } from 'node:path';
import type { Catalogue, Service } from '../catalogue/deployable.ts';
import { paths } from '../paths.ts';
import { provisionDatabase } from '../postgres/provision-database.ts';
import type { TwinSecrets } from './twin-secrets.ts';

/**
 * Makes every database of the catalogue with its roles and brings it up to date; does next to nothing when it is.
 * @returns what was done, `<database> <what>` each
 */
export async function prepareDatabases(
  catalogue: Catalogue,
  secrets: TwinSecrets,
  port: number,
): Promise<readonly string[]> {
  const services = catalogue.filter(
    (app): app is Service => app.kind === 'service' && app.migrations !== undefined,
  );
  return Promise.all(services.map((app) => prepareDatabase(app, secrets, port)));
}

async function prepareDatabase(app: Service, secrets: TwinSecrets, port: number): Promise<string> {
  const database = app.uses.databases[0]?.name ?? '';
  const files = secrets.loginFiles(database, 'owner_a');
  const options: MigrateOptions = {
    host: '127.0.0.1',
    port,
    database,
    user: new SecretFile(files.user),
    password: new SecretFile(files.password),
    directory: join(paths.root, app.migrations ?? ''),
  };
  if (await isCurrent(options)) return `${database} up to date`;
  const server = { host: options.host, port, user: 'postgres', password: secrets.superuser() };
  await provisionDatabase({ server, database, passwords: secrets.logins(database) });
  const ran = await migrate(options);
  return `${database} ${ran.length} ${ran.length === 1 ? 'migration' : 'migrations'}`;
}

// A first start: the login, or the database, is not there yet.
const notThere = new Set(['28P01', '28000', '3D000', '42501']);

async function isCurrent(options: MigrateOptions): Promise<boolean> {
  try {
    return await isMigrated(options);
  } catch (error) {
    if (error instanceof Error && 'code' in error && notThere.has(String(error.code))) return false;
    throw error;
  }
}
