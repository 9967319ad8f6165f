import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { plainText } from '../../fixtures/plain-text.ts';
import { freePort } from '../../local/postgres/free-port.ts';
import type { SecretBook } from '../../secrets/secret-book.ts';
import { aclFileOf } from '../acl-file.ts';
import { redisConfOf, redisPaths } from '../redis-conf.ts';

/** Whether a real Redis can be started here. */
export const hasRedis =
  spawnSync('redis-server', ['--version']).status === 0 && spawnSync('redis-cli', ['--version']).status === 0;

export interface StartedRedis {
  readonly folder: string;
  readonly port: number;
  close(): Promise<void>;
}

/** A real Redis with the cluster's configuration and ACL file; only folders, port and address are its own. */
export async function startRedis(secrets: SecretBook, memoryMi: number): Promise<StartedRedis> {
  const folder = await mkdtemp(join(tmpdir(), 'goalixa-cache-'));
  const port = await freePort();
  const conf = redisConfOf(memoryMi)
    .replace(/^bind .*$/m, 'bind 127.0.0.1')
    .replace(/^port .*$/m, `port ${port}`)
    .replace(redisPaths.data, folder)
    .replace(redisPaths.acl, folder);
  await writeFile(join(folder, redisPaths.confFile), conf);
  await writeFile(join(folder, redisPaths.aclFile), plainText(aclFileOf(secrets)));
  const server = spawn('redis-server', [join(folder, redisPaths.confFile)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(server, 'exit');
  let log = '';
  await Promise.race([
    exited.then(() => Promise.reject(new Error(`redis-server ended:\n${log}`))),
    new Promise<void>((resolve) => {
      server.stdout.on('data', (bytes: Buffer) => {
        log += bytes.toString();
        if (log.includes('Ready to accept connections')) resolve();
      });
    }),
  ]);
  return {
    folder,
    port,
    async close() {
      server.kill('SIGKILL');
      await exited;
      await rm(folder, { recursive: true });
    },
  };
}
