import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { v7 } from 'uuid';
import type { Container } from '../container.ts';
import { type Caller, type TestCore, startTestCore } from '../testing/start-test-core.ts';

let core: TestCore;
const start = Date.parse('2026-11-01T00:00:00.000Z');

beforeAll(async () => {
  core = await startTestCore();
});
afterAll(() => core.close());

const zones = ['UTC', 'Asia/Tehran', 'Pacific/Auckland', 'America/St_Johns', 'Europe/Berlin'] as const;
const pick = fc.nat(5);
const command = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('add'), task: pick, at: fc.nat(200), hours: fc.nat(60), n: pick }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('edit'),
      task: pick,
      at: fc.nat(200),
      hours: fc.nat(60),
      n: pick,
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'remove',
        'restore',
        'start',
        'stop',
        'moveTask',
        'removeTask',
        'removeProject',
        'restoreProject',
        'zone',
      ),
      task: pick,
      at: fc.nat(200),
      hours: fc.nat(60),
      n: pick,
    }),
  },
);
type Command = typeof command extends fc.Arbitrary<infer C> ? C : never;

/** Runs one command on whatever it finds; refusals are as good as effects. */
async function run(
  c: Container,
  userId: string,
  ids: { entries: string[]; tasks: string[]; projects: string[] },
  cmd: Command,
) {
  const taskId = ids.tasks[cmd.task] ?? null;
  const entry = ids.entries[cmd.n % Math.max(1, ids.entries.length)] ?? v7();
  const project = ids.projects[cmd.n % ids.projects.length] ?? v7();
  const startedAt = new Date(start + cmd.at * 1_800_123).toISOString();
  const endedAt = new Date(start + cmd.at * 1_800_123 + cmd.hours * 1_799_977 + 1).toISOString();
  const versionOf = async (kind: 'timeEntries' | 'tasks' | 'projects', id: string) =>
    (await c[kind].get(userId, id)).version;
  switch (cmd.do) {
    case 'add':
      ids.entries.push(
        (await c.timeEntries.create(userId, undefined, () => ({ taskId, startedAt, endedAt }))).id,
      );
      return;
    case 'edit':
      await c.timeEntries.patch(userId, entry, null, () => ({ taskId, startedAt, endedAt }));
      return;
    case 'remove':
      return c.timeEntries.remove(userId, entry, await versionOf('timeEntries', entry));
    case 'restore':
      await c.timeEntries.restore(userId, entry);
      return;
    case 'start':
      ids.entries.push((await c.timer.start(userId, { taskId })).started.id);
      return;
    case 'stop':
      await c.timer.stop(userId);
      return;
    case 'moveTask':
      await c.tasks.patch(userId, taskId ?? v7(), null, () => ({ projectId: cmd.n === 0 ? null : project }));
      return;
    case 'removeTask':
      return c.tasks.remove(userId, taskId ?? v7(), await versionOf('tasks', taskId ?? v7()));
    case 'removeProject':
      return c.projects.remove(userId, project, await versionOf('projects', project));
    case 'restoreProject':
      await c.projects.restore(userId, project);
      return;
    case 'zone': {
      const settings = await c.settings.get(userId);
      await c.settings.patch(userId, settings.version, { timeZone: zones[cmd.n] ?? 'UTC' });
    }
  }
}

async function prepare(caller: Caller) {
  const ids = { entries: [] as string[], tasks: [] as string[], projects: [] as string[] };
  await caller.ask('GET', '/v1/settings');
  await core.api.inTransaction(async (c) => {
    for (const name of ['A', 'B', 'C']) {
      ids.projects.push(
        (await c.projects.create(caller.userId, undefined, () => ({ name, goalId: null }))).id,
      );
    }
    for (const projectId of [...ids.projects, null]) {
      const task = { title: 'Task', projectId, doneAt: null, rank: '' };
      ids.tasks.push((await c.tasks.create(caller.userId, undefined, () => task)).id);
    }
  });
  return ids;
}

describe('rollups', () => {
  it('equal what the entries say, after any sequence of writes', async () => {
    let effects = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(command, { minLength: 5, maxLength: 25 }), async (commands) => {
        const caller = await core.caller();
        core.clock.now = start + 20 * 86_400_000;
        const ids = await prepare(caller);
        for (const each of commands) {
          core.clock.now += each.hours * 613_337;
          const outcome = await core.api
            .inTransaction((c) => run(c, caller.userId, ids, each))
            .then(
              () => 1,
              (error: unknown) => {
                if (error instanceof Error && error.name === 'AppError') return 0;
                throw error;
              },
            );
          effects += outcome;
        }
        const { taskDays, projectTotals } = await core.api.read.rollups.expected(caller.userId);
        expect(await core.api.read.rollups.stored(caller.userId)).toEqual({ taskDays, projectTotals });
        const report = await core.api.read.reports.week(caller.userId, '2026-11-11');
        expect(report.totalSeconds).toBe(report.days.reduce((sum, { seconds }) => sum + seconds, 0));
      }),
      { numRuns: 40 },
    );
    expect(effects).toBeGreaterThan(200);
  });
});
