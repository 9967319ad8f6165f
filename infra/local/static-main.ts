import { createLogger } from '@goalixa/kit/logger.ts';
import { serve } from '@goalixa/kit/serve.ts';
import { catalogue } from '../catalogue/catalogue.ts';
import { publicFolder } from '../images/public-folder.ts';
import { loadConfig } from './static/config.ts';
import { createStaticApp } from './static/static-server.ts';

/** One static site of the catalogue on this machine: `node infra/local/static-main.ts <name>`. */
async function main(name: string): Promise<void> {
  const app = catalogue.find((entry) => entry.name === name);
  if (app?.kind !== 'static') throw new Error(`The catalogue has no static site "${name}".`);
  const logger = createLogger({ service: name, level: 'info' });
  await serve({ app: createStaticApp(app, publicFolder(app.site)), ...loadConfig(), logger });
}

await main(process.argv[2] ?? '');
