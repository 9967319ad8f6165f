import { operations } from '@goalixa/core-api/contract.ts';
import { Keyring } from '@goalixa/kit/keyring.ts';
import { createLogger } from '@goalixa/kit/logger.ts';
import { serve } from '@goalixa/kit/serve.ts';
import { createApp } from './app.ts';
import { loadConfig } from './config.ts';

const config = loadConfig();
const logger = createLogger({ service: 'bff', level: config.logLevel });
const { app, close } = createApp({
  logger,
  publicUrl: config.publicUrl,
  authUrl: config.authUrl,
  coreApiUrl: config.coreApiUrl,
  cookieKeys: new Keyring(config.cookieKey),
  redis: config.redisUrl === undefined ? undefined : { url: config.redisUrl, password: config.redisPassword },
  coreApiOperations: operations,
});
await serve({ app, host: config.host, port: config.port, logger, onClose: close });
