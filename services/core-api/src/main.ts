import { createTokenVerifier } from '@goalixa/kit/access-token.ts';
import type { DatabaseConnection } from '@goalixa/kit/database/connection.ts';
import { NewerSchemaError, migrate } from '@goalixa/kit/database/migrate.ts';
import { createPool } from '@goalixa/kit/database/pool.ts';
import { createLogger } from '@goalixa/kit/logger.ts';
import { serve } from '@goalixa/kit/serve.ts';
import { v7 } from 'uuid';
import { createApp } from './app.ts';
import { type CoreConfig, type DatabaseConfig, loadConfig, loadDatabaseConfig } from './config.ts';
import { createCoreApi } from './core-api.ts';

// The same place in the source tree and beside the bundle.
const migrations = new URL('../migrations/', import.meta.url);
const [command] = process.argv.slice(2);

if (command === undefined) await start(loadConfig());
else if (command === 'migrate') await runMigrate(loadDatabaseConfig());
else {
  process.stderr.write(`core-api has no command "${command}": migrate, or none to start.\n`);
  process.exitCode = 1;
}

async function start(config: CoreConfig): Promise<void> {
  const { host, port, publicUrl, logLevel, authUrl } = config;
  const logger = createLogger({ service: 'core-api', level: logLevel });
  const pool = createPool({ ...connectionOf(config), applicationName: 'core-api', logger });
  const app = createApp({
    api: createCoreApi(pool, { clock: Date.now, newId: () => v7() }),
    verifier: createTokenVerifier({ authUrl, issuer: publicUrl }),
    checks: { database: { required: true, check: () => pool.query('select 1') } },
    logger,
    publicUrl,
  });
  await serve({ app, host, port, logger, onClose: () => pool.end() });
}

async function runMigrate(config: DatabaseConfig): Promise<void> {
  try {
    const ran = await migrate({ ...connectionOf(config), directory: migrations });
    process.stdout.write(ran.length > 0 ? `${ran.join('\n')}\n` : 'nothing to migrate\n');
  } catch (error) {
    if (!(error instanceof NewerSchemaError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}

function connectionOf(config: DatabaseConfig): DatabaseConnection {
  return {
    host: config.databaseHost,
    port: config.databasePort,
    database: config.databaseName,
    user: config.databaseUser,
    password: config.databasePassword,
  };
}
