import { catalogue } from '../catalogue/catalogue.ts';
import { DataFolder } from './data-folder.ts';
import { Edge } from './edge.ts';
import { openBrowser } from './open-browser.ts';
import { parseOptions } from './options.ts';
import { Refusal } from './refusal.ts';
import { seedDemo } from './seed-demo.ts';
import { planTwin } from './twin.ts';

const print = (line: string): void => void process.stdout.write(`${line}\n`);

/** `npm start`: the whole platform on this machine, until Ctrl-C. */
async function main(): Promise<void> {
  const ending = endRequested();
  const options = parseOptions(process.argv.slice(2));
  const data = new DataFolder(options.data);
  const edge = new Edge();
  const port = await edge.listen(options.port);
  try {
    data.take();
  } catch (error) {
    await edge.close();
    throw error;
  }
  print(`Goalixa, local twin; data in ${data.given}`);
  const twin = await planTwin({ catalogue, data, edge, options, print }, port);
  const url = `http://localhost:${port}`;
  try {
    const started = twin.start().then(() => ready(url, data, options));
    started.catch(() => undefined); // seen below, unless the end comes first
    await Promise.race([started, ending]);
    print(`stopping (${await ending})`);
  } finally {
    await twin.stop();
    data.release();
  }
  print('stopped');
}

async function ready(
  url: string,
  data: DataFolder,
  { seed, open }: { seed: 'demo' | 'none'; open: boolean },
): Promise<void> {
  if (seed === 'demo') {
    const { email, password } = await seedDemo(url, data.demoFile);
    print(`  demo login       ${email} / ${password}`);
  }
  print(`ready ${url}`);
  if (open) openBrowser(url);
}

/** Fulfilled with the reason when a signal asks for the end, or when npm, the parent, is gone. */
function endRequested(): Promise<string> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve(signal));
    const parent = process.ppid;
    setInterval(() => {
      if (process.ppid !== parent) resolve('its parent has ended');
    }, 250).unref();
  });
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Refusal ? error.message : detailed(error)}\n`);
    process.exit(1);
  },
);

function detailed(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error ? ` (${error.cause.message})` : '';
  return `The twin did not start: ${error.message}${cause}`;
}
