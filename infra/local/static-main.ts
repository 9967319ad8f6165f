import { createLogger } from '@goalixa/kit/logger.ts';
import { serve } from '@goalixa/kit/serve.ts';
import { catalogue } from '../catalogue/catalogue.ts';
import { loadConfig } from './static/config.ts';
import { createStaticApp } from './static/static-server.ts';

/** One built site of the catalogue on this machine: `node infra/local/static-main.ts <name> <folder>`. */
async function main(name: string, folder: string): Promise<void> {
  const app = catalogue.find((entry) => entry.name === name);
  if (app?.kind !== 'static') throw new Error(`The catalogue has no static site "${name}".`);
  const logger = createLogger({ service: name, level: 'info' });
  await serve({ app: createStaticApp(app, folder), ...loadConfig(), logger });
}

const [name = '', folder = ''] = process.argv.slice(2);
await main(name, folder);
