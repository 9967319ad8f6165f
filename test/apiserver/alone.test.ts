import { describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { alone } from './alone.ts';

const onLinux = process.platform === 'linux' ? it : it.skip;

describe('alone', () => {
  onLinux('lets tasks of one name run one after the other (on Linux)', async () => {
    const [name, seen]: [string, string[]] = [randomUUID(), []];
    const task = (which: string) => async () => {
      seen.push(`${which} begins`);
      await pause(20);
      seen.push(`${which} ends`);
      return which;
    };
    const results = await Promise.all(['a', 'b', 'c'].map((which) => alone(name, task(which))));
    expect(results).toEqual(['a', 'b', 'c']);
    const [first, second, third] = [0, 2, 4].map((index) => seen[index]?.split(' ')[0]);
    expect(seen).toEqual([first, second, third].flatMap((which) => [`${which} begins`, `${which} ends`]));
  });

  onLinux('goes on when the process that ran such a task was killed (on Linux)', async () => {
    const name = randomUUID();
    const file = join(import.meta.dirname, 'alone.ts');
    const hold = `import { alone } from '${file}'; await alone('${name}', () => (console.log('holds'), new Promise((resolve) => setTimeout(resolve, 60_000))));`;
    const holder = spawn(process.execPath, ['--input-type=module', '--eval', hold]);
    await once(holder.stdout, 'data');
    let isMine = false;
    const mine = alone(name, async () => void (isMine = true));
    await pause(100);
    expect(isMine).toBe(false);
    holder.kill('SIGKILL');
    await mine;
    expect(isMine).toBe(true);
  });

  it('hands on what the task throws, and can be claimed again', async () => {
    const name = randomUUID();
    await expect(alone(name, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await alone(name, async () => 'again')).toBe('again');
  });
});
