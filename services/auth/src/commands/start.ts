import { createPool } from '@goalixa/kit/database/pool.ts';
import { Keyring } from '@goalixa/kit/keyring.ts';
import { createLogger } from '@goalixa/kit/logger.ts';
import { serve } from '@goalixa/kit/serve.ts';
import { createApp } from '../app.ts';
import type { AuthConfig } from '../config.ts';
import { connectionOf } from './connection-of.ts';

/** Serves until SIGTERM or SIGINT. A database that is down at the start is waited for, request by request. */
export async function start(config: AuthConfig): Promise<void> {
  const logger = createLogger({ service: 'auth', level: config.logLevel });
  const pool = createPool({ ...connectionOf(config), applicationName: 'auth', logger });
  const app = createApp({
    logger,
    pool,
    kek: new Keyring(config.kek),
    refreshKeys: new Keyring(config.refreshKey),
    publicUrl: config.publicUrl,
  });
  await serve({ app, host: config.host, port: config.port, logger, onClose: () => pool.end() });
}
