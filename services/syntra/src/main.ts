import { createLogger } from '@goalixa/kit/logger.ts';
import { serve } from '@goalixa/kit/serve.ts';
import { createApp } from './app.ts';
import { loadConfig } from './config.ts';
import { createContainer } from './container.ts';
import { readWatched, WatchedFileError } from './watched/read-watched.ts';

const config = loadConfig();

try {
  await readWatched(config.catalogue);
} catch (error) {
  if (!(error instanceof WatchedFileError)) throw error;
  process.stderr.write(`syntra: ${error.message}\n`);
  process.exit(1);
}

const logger = createLogger({ service: 'syntra', level: config.logLevel });
const container = createContainer({ ...config, catalogueFile: config.catalogue });
const app = createApp({ ...container, logger, publicUrl: config.publicUrl });
await serve({ app, host: config.host, port: config.port, logger, onClose: () => container.client.close() });
