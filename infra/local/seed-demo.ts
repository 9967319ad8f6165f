import { randomBytes } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { DemoClient } from './demo-client.ts';
import { demoCommands } from './demo-commands.ts';

const email = 'demo@example.com';

interface DemoFile {
  readonly email: string;
  readonly password: string;
  /** Instant of the first start, ISO 8601: the demo's days count back from it. */
  readonly startedAt: string;
  readonly seeded: boolean;
}

/**
 * Fills the demo account through the edge, as a browser would, once. A first start that was cut off goes on with
 * the same ids and Idempotency-Keys, so nothing is there twice.
 * @param url the twin's address
 * @param file keeps the login, 0600
 */
export async function seedDemo(url: string, file: string): Promise<{ email: string; password: string }> {
  const demo = readDemo(file) ?? newDemo();
  if (demo.seeded) return demo;
  writeDemo(file, demo);
  const client = new DemoClient(url);
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  await client.send('POST', '/bff/auth/register', { email, password: demo.password, timeZone });
  await client.send('POST', '/bff/auth/login', { email, password: demo.password });
  for (const { method, path, body, key } of demoCommands(new Date(demo.startedAt), timeZone)) {
    await client.send(method, `/bff/app${path}`, body, { 'Idempotency-Key': key });
  }
  await client.send('POST', '/bff/auth/logout');
  writeDemo(file, { ...demo, seeded: true });
  return demo;
}

function newDemo(): DemoFile {
  return {
    email,
    password: randomBytes(12).toString('base64url'),
    startedAt: new Date().toISOString(),
    seeded: false,
  };
}

function readDemo(file: string): DemoFile | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as DemoFile;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

function writeDemo(file: string, demo: DemoFile): void {
  writeFileSync(`${file}.new`, `${JSON.stringify(demo, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}
