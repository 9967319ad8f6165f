import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DatabaseConnection } from '@goalixa/kit/database/connection.ts';
import { type TestDatabase, emptyDatabase } from '@goalixa/kit/testing/template-database.ts';

const main = fileURLToPath(new URL('main.ts', import.meta.url));
let database: TestDatabase;

beforeAll(async () => {
  database = await emptyDatabase('core-api');
});
afterAll(() => database.drop());

function spawnMain(
  args: readonly string[],
  as: Partial<DatabaseConnection>,
  more: Record<string, string> = {},
) {
  const { host, port, database: name, user, password } = { ...database, ...as };
  const env = {
    DATABASE_HOST: host,
    DATABASE_PORT: String(port),
    DATABASE_NAME: name,
    DATABASE_USER_FILE: user.path,
    DATABASE_PASSWORD_FILE: password.path,
    ...more,
  };
  return spawn(process.execPath, [main, ...args], { env });
}

async function run(args: readonly string[], as: Partial<DatabaseConnection> = {}) {
  const child = spawnMain(args, as);
  const [[code], out, err] = await Promise.all([once(child, 'exit'), text(child.stdout), text(child.stderr)]);
  return { code: code as number | null, out, err };
}

describe('core-api as a process', () => {
  it('refuses a command that it does not know', async () => {
    const { code, err } = await run(['fly']);
    expect([code, err]).toEqual([1, 'core-api has no command "fly": migrate, or none to start.\n']);
  });

  it('refuses to start without its variables, naming each', async () => {
    const { code, err } = await run([]);
    expect(code).toBe(1);
    for (const name of ['PORT', 'PUBLIC_URL', 'AUTH_URL']) expect(err).toContain(`${name} is missing`);
  });

  it('migrates once, then starts, answers and drains on SIGTERM', async () => {
    const first = await run(['migrate'], database.owner);
    expect([first.code, first.out]).toEqual([0, '20261122T1000_create_core.sql\n']);
    expect((await run(['migrate'], database.owner)).out).toBe('nothing to migrate\n');

    const more = {
      PORT: '0',
      HOST: '127.0.0.1',
      PUBLIC_URL: 'http://goalixa.test',
      AUTH_URL: 'http://127.0.0.1:9',
    };
    const child = spawnMain([], {}, more);
    const port = await portOf(child.stdout);
    const ready = await fetch(`http://127.0.0.1:${port}/health/ready`);
    expect([ready.status, await ready.json()]).toMatchObject([
      200,
      { checks: { database: { status: 'ok' } } },
    ]);
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });
});

async function portOf(lines: NodeJS.ReadableStream): Promise<number> {
  for await (const line of createInterface({ input: lines })) {
    const { msg, port } = JSON.parse(line) as { msg: string; port: number };
    if (msg === 'listening') return port;
  }
  throw new Error('it ended before it listened');
}
