import { migrate } from '@goalixa/kit/database/migrate.ts';
import type { DatabaseConfig } from '../config.ts';
import { connectionOf } from './connection-of.ts';

/**
 * Brings the database up to date and names what ran; to be run as a member of its owner role.
 * @returns the exit code
 * @throws NewerSchemaError when a newer version has migrated it
 */
export async function runMigrate(config: DatabaseConfig, directory: URL): Promise<number> {
  const ran = await migrate({ ...connectionOf(config), directory });
  process.stdout.write(ran.map((name) => `${name}\n`).join(''));
  return 0;
}
