import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';
import { cloneDatabase } from '@goalixa/kit/testing/template-database.ts';
import { spawnMain } from '../testing/run-main.ts';
import { createTestKeyring } from '../testing/test-keyring.ts';

/** The port that the service logs once it listens. */
async function portOf(stdout: Readable): Promise<number> {
  for await (const line of createInterface({ input: stdout })) {
    const { msg, port } = JSON.parse(line) as { msg: string; port?: number };
    if (msg === 'listening' && port) return port;
  }
  throw new Error('the service ended before it listened');
}

describe('main.ts', () => {
  it('lists every problem of its configuration and exits 1', async () => {
    const database = await cloneDatabase('auth');
    const variables = { PORT: 'http', KEK_FILE: '/nonexistent/kek', REFRESH_KEY_FILE: '/dev/null' };
    const child = spawnMain(database, [], variables);
    const [[code], err] = await Promise.all([once(child, 'exit'), text(child.stderr)]);
    expect(code).toBe(1);
    expect(err.trimEnd().split('\n')).toEqual([
      'auth: 4 problems in its configuration',
      '  PORT must be a whole number from 0 to 65535 (got "http")',
      '  PUBLIC_URL is missing',
      expect.stringMatching(/^ {2}KEK_FILE: ENOENT.*'\/nonexistent\/kek'$/),
      '  REFRESH_KEY_FILE: the file /dev/null is empty',
    ]);
    await database.drop();
  });

  it('serves as a process, and ends with 0 on SIGTERM', async () => {
    const [database, kek, refreshKey] = await Promise.all([
      cloneDatabase('auth'),
      createTestKeyring(),
      createTestKeyring(),
    ]);
    const child = spawnMain(database, [], {
      PORT: '0',
      HOST: '127.0.0.1',
      PUBLIC_URL: 'http://goalixa.test',
      KEK_FILE: kek.path,
      REFRESH_KEY_FILE: refreshKey.path,
    });
    const port = await portOf(child.stdout);
    expect((await fetch(`http://127.0.0.1:${port}/health/ready`)).status).toBe(200);
    child.kill('SIGTERM');
    const [code] = (await once(child, 'exit')) as [number];
    expect(code).toBe(0);
    await Promise.all([database.drop(), kek.remove(), refreshKey.remove()]);
  });
});
