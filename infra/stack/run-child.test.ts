import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { stackCopies } from './testing/stack-copies.ts';

const { complete, path, prepare, run, startToWait } = stackCopies();

describe('npm run stack, interrupted', () => {
  const signals = () => readFileSync(path('stand-in/signals'), 'utf8');

  it("lets a terminal's Ctrl-C reach the CLI once, waits for it and ends with its code", async () => {
    complete();
    prepare('waits-up', '7');
    const { child, ended } = await startToWait('up staging');
    child.kill('SIGINT'); // two at the same time would be seen as one
    await wait(300);
    process.kill(-child.pid!, 'SIGINT');
    expect((await ended).code).toBe(7);
    expect(signals()).toBe('SIGINT\n');
  });

  it('hands a SIGTERM on to the CLI, waits for it and ends with its code', async () => {
    complete();
    prepare('waits-up', '7');
    const { child, ended } = await startToWait('up staging');
    child.kill('SIGTERM');
    expect((await ended).code).toBe(7);
    expect(signals()).toBe('SIGTERM\n');
  });

  it('begins nothing after an interrupt, even when the CLI has done what it was doing', async () => {
    prepare('waits-login', '0');
    const { child, ended } = await startToWait('new staging', '\n\n');
    process.kill(-child.pid!, 'SIGINT');
    const { calls, code, output } = await ended;
    expect([code, calls.map(({ args }) => args[0])]).toEqual([1, ['login']]);
    expect(output).toContain('Interrupted: nothing more was begun.');
  });

  it('ends as a shell tells it when a signal ended the CLI', async () => {
    complete();
    prepare('dies-preview');
    expect((await run('preview staging')).code).toBe(137);
  });
});
