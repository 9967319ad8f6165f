import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '@goalixa/kit/testing/until.ts';
import { processesOf } from './testing/processes-of.ts';
import { runTwin, spawnTwin } from './testing/run-twin.ts';

jest.setTimeout(120_000);

let folder: string;
let data: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'goalixa-twin-'));
  data = join(folder, 'data');
});
afterAll(() => rmSync(folder, { recursive: true }));

const nothingLeft = (): Promise<void> =>
  until(
    () => processesOf(folder).length === 0,
    10_000,
    () => processesOf(folder).join('\n'),
  );
const unlessLinux = process.platform === 'linux' ? it : it.skip;

describe('the end of a twin (on Linux, where /proc tells what is left)', () => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGKILL'] as const) {
    for (const victim of ['npm', 'the supervisor'] as const) {
      unlessLinux(
        `${signal} to ${victim} leaves no process after 10 s, and the next start works`,
        async () => {
          const twin = await runTwin(data, { byNpm: true, args: ['--seed', 'none'] });
          expect(processesOf(folder).length).toBeGreaterThan(6);
          process.kill(victim === 'npm' ? (twin.child.pid ?? 0) : twin.file().pid, signal);
          await nothingLeft();
        },
      );
    }
  }

  unlessLinux('SIGTERM during the first start leaves nothing either', async () => {
    const other = join(folder, 'other');
    const { child, output, exited } = spawnTwin(['--port', '0', '--data', other]);
    await until(() => output().includes('postgres'), 30_000, output);
    child.kill('SIGTERM');
    expect(await exited).toBe(0);
    await nothingLeft();
    expect(output()).toMatch(/stopping \(SIGTERM\)\n[^]*stopped\n$/);
  });

  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    unlessLinux(`${signal} while the pages are built leaves nothing either`, async () => {
      const other = join(folder, `built until ${signal}`);
      const { child, output, exited } = spawnTwin(['--port', '0', '--data', other]);
      await until(() => existsSync(join(other, 'sites')), 30_000, output);
      child.kill(signal);
      await exited;
      await nothingLeft();
      expect(output()).not.toContain('ready');
    });
  }
});
