import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { SecretFile } from '@goalixa/kit/secret-file.ts';
import { until } from '@goalixa/kit/testing/until.ts';

/** Whether a real Redis can be started here. */
export const hasRedis = spawnSync('redis-server', ['--version']).status === 0;

export interface StartedRedis {
  readonly port: number;
  /** Holds the password that the server wants. */
  readonly password: SecretFile;
  /** A second client, to look and to meddle. */
  readonly client: Redis;
  /** Makes the server want another password and closes all other connections. */
  changePassword(password: string): Promise<void>;
  close(): Promise<void>;
}

/** A real Redis on a free port of loopback, with a password and nothing on disk. */
export async function startRedis(): Promise<StartedRedis> {
  const folder = await mkdtemp(join(tmpdir(), 'goalixa-redis-'));
  const password = new SecretFile(join(folder, 'password'));
  await writeFile(password.path, 'first-password\n');
  const port = await freePort();
  const options = { '--port': port, '--bind': '127.0.0.1', '--requirepass': 'first-password', '--save': '' };
  const server = spawn('redis-server', [...Object.entries(options).flat().map(String), '--dir', folder], {
    stdio: 'ignore',
  });
  const client = new Redis({ port, host: '127.0.0.1', password: 'first-password', retryStrategy: () => 50 });
  client.on('error', () => undefined); // until it listens
  await until(
    async () => client.status === 'ready' && (await client.ping()) === 'PONG',
    5_000,
    'Redis answers',
  );
  return {
    port,
    password,
    client,
    async changePassword(next) {
      await writeFile(password.path, `${next}\n`);
      await client.config('SET', 'requirepass', next);
      await client.call('CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes');
    },
    async close() {
      const exited = once(server, 'exit');
      client.disconnect();
      server.kill('SIGKILL');
      await exited;
      await rm(folder, { recursive: true });
    },
  };
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
