import { describe, expect, it } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '@goalixa/kit/testing/until.ts';
import { guardPostgres } from './guard-postgres.ts';

// Stands for a server: only the guard's signal ends it.
const sleeper = (): ChildProcess => spawn('sleep', ['60'], { stdio: 'ignore' });
const guardModule = new URL('guard-postgres.ts', import.meta.url).href;

describe('guardPostgres', () => {
  it('ends the server and removes its folder when the owner is killed', async () => {
    const server = sleeper();
    const folder = await mkdtemp(join(tmpdir(), 'goalixa guard-'));
    const code = `
      const { guardPostgres } = await import(${JSON.stringify(guardModule)});
      guardPostgres(${server.pid}, ${JSON.stringify(folder)});
      process.stdout.write('guarded');
      setInterval(() => {}, 1000);`;
    const owner = spawn('node', ['--input-type=module', '-e', code], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(owner.stdout, 'data');
    const ended = once(server, 'exit');
    owner.kill('SIGKILL');
    expect(await ended).toEqual([null, 'SIGQUIT']);
    await until(() => !existsSync(folder), 5_000, 'the folder is removed');
  });

  it('is replaced when it is killed itself, and then still ends once released', async () => {
    const server = sleeper();
    const guard = guardPostgres(server.pid ?? 0);
    const first = guard.pid;
    process.kill(first, 'SIGKILL');
    await until(() => guard.pid !== first, 5_000, 'another guard');
    guard.release();
    await until(() => !existsSync(`/proc/${guard.pid}/cwd`), 5_000, 'the guard ends');
    expect(server.exitCode ?? server.signalCode).toBeNull();
    server.kill();
  });

  it('leaves everything alone once it is released', async () => {
    const server = sleeper();
    const folder = await mkdtemp(join(tmpdir(), 'goalixa-guard-'));
    const guard = guardPostgres(server.pid ?? 0, folder);
    guard.release();
    await until(() => !existsSync(`/proc/${guard.pid}/cwd`), 5_000, 'the guard ends');
    expect(existsSync(folder)).toBe(true);
    expect(server.exitCode ?? server.signalCode).toBeNull();
    server.kill('SIGKILL');
    await rm(folder, { recursive: true });
  });
});
