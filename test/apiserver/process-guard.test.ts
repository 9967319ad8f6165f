import { describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '../../services/kit/src/testing/until.ts';

/** A process that guards two others, as text. */
const script = (folder: string): string => `
import { spawn } from 'node:child_process';
import { ProcessGuard } from '${join(import.meta.dirname, 'process-guard.ts')}';
const guard = new ProcessGuard('${folder}');
const pids = [1, 2].map(() => spawn('sleep', ['600']).pid);
for (const pid of pids) guard.add(pid);
console.log(pids.join());
process.stdin.once('data', () => { guard.release(); process.exit(); });
setTimeout(() => undefined, 60_000);
`;

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

async function guarded(): Promise<{ owner: ReturnType<typeof spawn>; pids: number[]; folder: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'goalixa-guard-'));
  const owner = spawn(process.execPath, ['--input-type=module', '--eval', script(folder)]);
  const [line] = (await once(owner.stdout, 'data')) as [Buffer];
  return { owner, pids: String(line).trim().split(',').map(Number), folder };
}

describe('ProcessGuard', () => {
  it('ends all processes and removes their folder when their owner is killed', async () => {
    const { folder, owner, pids } = await guarded();
    expect(pids.map(isAlive)).toEqual([true, true]);
    owner.kill('SIGKILL');
    await until(() => !pids.some(isAlive) && !existsSync(folder), 10_000, 'the guard has done its work');
  });

  it('leaves them alone when it was released', async () => {
    const { folder, owner, pids } = await guarded();
    const exited = once(owner, 'exit');
    owner.stdin?.write('release\n');
    await exited;
    expect([...pids.map(isAlive), existsSync(folder)]).toEqual([true, true, true]);
    for (const pid of pids) process.kill(pid, 'SIGKILL');
  });
});
