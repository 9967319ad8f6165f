import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogue } from '../catalogue/catalogue.ts';
import { paths } from '../paths.ts';
import { DataFolder } from './data-folder.ts';
import { childEnvironment } from './environment.ts';
import { planOf } from './plan.ts';

interface TwinFile {
  readonly port: number;
  readonly postgres: { readonly port: number };
  readonly services: Readonly<Record<string, { readonly port: number }>>;
}

/**
 * `npm run auth -- set-password <email> [--data .goalixa]`: Auth's own commands against the running twin, with the
 * variables that the service has there.
 */
async function main(): Promise<void> {
  const words = process.argv.slice(2);
  const at = words.indexOf('--data');
  const [, given = '.goalixa'] = at < 0 ? [] : words.splice(at, 2);
  const data = new DataFolder(given);
  const twin = runningTwin(data);
  if (!twin) return fail(`No twin runs on ${given}: start it with npm start.`);
  const ports = Object.fromEntries(catalogue.map(({ name }) => [name, twin.services[name]?.port ?? 0]));
  const publicUrl = `http://localhost:${twin.port}`;
  const plan = planOf({
    catalogue,
    data,
    ports,
    postgresPort: twin.postgres.port,
    publicUrl,
    redis: undefined,
  });
  const variables = plan.find(({ name }) => name === 'auth')?.variables ?? {};
  const child = spawn(process.execPath, [join(paths.root, 'services/auth/src/main.ts'), ...words], {
    stdio: 'inherit',
    env: childEnvironment(data, variables),
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  process.exitCode = code ?? 1;
}

function runningTwin(data: DataFolder): TwinFile | null {
  try {
    return JSON.parse(readFileSync(data.twinFile, 'utf8')) as TwinFile;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

function fail(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
  process.exitCode = 1;
}

await main();
