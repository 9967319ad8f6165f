import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { v7 } from 'uuid';
import type { Settings } from '../settings/settings-spec.ts';
import type { Task } from '../tasks/task-spec.ts';
import { aRow } from '../testing/factories.ts';
import type { Stores } from '../testing/open-stores.ts';
import type { TimeEntry } from '../time-entries/time-entry-spec.ts';
import { deletedRow, patchedRow, restoredRow } from './row.ts';

const stamp = (change: number) => ({ at: '2026-11-22T11:00:00.000Z', change });
const aTaskRow = (rank: string, title = 'Task') => aRow<Task>({ title, projectId: null, doneAt: null, rank });

/** What every store of rows does; called with 'memory' and with 'postgres'. */
export function describeRowRepository(name: string, open: () => Promise<Stores>): void {
  describe(`RowRepository (${name})`, () => {
    let stores: Stores;
    let userId: string;

    beforeAll(async () => {
      stores = await open();
    });
    beforeEach(async () => {
      userId = await stores.user();
    });
    afterAll(() => stores.close());

    it("answers null for a missing and for another user's row, deleted or not", async () => {
      const { goals } = stores.repositories;
      const goal = aRow({ title: 'Goal', targetHours: null });
      await goals.insert(userId, goal);
      const other = await stores.user();
      expect([await goals.find(userId, v7()), await goals.find(other, goal.id)]).toEqual([null, null]);
      await goals.save(other, goal); // a save meets only rows of that user
      expect(await goals.find(userId, goal.id)).toEqual(goal);
    });

    it('refuses an id twice for one user, and takes it for another', async () => {
      const { goals } = stores.repositories;
      const goal = aRow({ title: 'Goal', targetHours: 1.5 });
      await goals.insert(userId, goal);
      await expect(goals.insert(userId, goal)).rejects.toThrow();
      await goals.insert(await stores.user(), goal);
    });

    it('gives back every kind of row as it was stored', async () => {
      const { goals, projects, tasks, timeEntries, habits, habitChecks, settings } = stores.repositories;
      const goal = aRow({ title: 'Ziel ✓ هدف', targetHours: 0.25 }, 7);
      const project = aRow({ name: 'Project', goalId: goal.id });
      const task = aRow({
        title: 'Task',
        projectId: project.id,
        doneAt: '2026-11-22T10:00:00.120Z',
        rank: 'a0V',
      });
      const entry = aRow({ taskId: task.id, startedAt: '2026-11-22T10:00:00.000Z', endedAt: null });
      const habit = aRow({ title: 'Habit' });
      const check = aRow({ habitId: habit.id, day: '2026-11-22' });
      const zonePeriods = [
        { from: null, timeZone: 'UTC' },
        { from: '2026-11-22T10:00:00.000Z', timeZone: 'Asia/Tehran' },
      ] as const;
      const setting = { ...aRow({ timeZone: 'Asia/Tehran', locale: null, zonePeriods }), id: userId };
      await goals.insert(userId, goal);
      await projects.insert(userId, project);
      await tasks.insert(userId, task);
      await timeEntries.insert(userId, entry);
      await habits.insert(userId, habit);
      await habitChecks.insert(userId, check);
      await settings.insert(userId, setting);
      expect([
        await goals.find(userId, goal.id),
        await projects.find(userId, project.id),
        await tasks.find(userId, task.id),
        await timeEntries.find(userId, entry.id),
        await habits.find(userId, habit.id),
        await habitChecks.find(userId, check.id),
        await settings.find(userId, userId),
      ]).toEqual([goal, project, task, entry, habit, check, setting]);
    });

    it('saves all of a row', async () => {
      const { tasks } = stores.repositories;
      const task = aTaskRow('a0');
      await tasks.insert(userId, task);
      const saved = patchedRow(task, { title: 'New', doneAt: '2026-11-22T11:00:00.000Z' }, stamp(2));
      await tasks.save(userId, saved);
      expect(await tasks.find(userId, task.id)).toEqual(saved);
    });

    it('saves all of many rows at once', async () => {
      const { timeEntries, settings } = stores.repositories;
      const entries = ['2026-11-20T10:00:00.120Z', '2026-11-21T10:00:00.000Z'].map((startedAt) =>
        aRow<TimeEntry>({ taskId: null, startedAt, endedAt: null }),
      );
      const [first, second] = entries.map((entry, index) =>
        patchedRow(entry, { endedAt: '2026-11-22T11:00:00.345Z' }, stamp(2 + index)),
      );
      if (!first || !second) throw new Error('there are two');
      for (const entry of [first, second])
        await timeEntries.insert(userId, { ...entry, endedAt: entry.startedAt });
      await timeEntries.saveAll(userId, [first, second]);
      expect(await timeEntries.list(userId, {})).toEqual([second, first]);
      const fields: Settings = {
        timeZone: 'UTC',
        locale: null,
        zonePeriods: [{ from: null, timeZone: 'UTC' }],
      };
      const row = { ...aRow(fields), id: userId };
      await settings.insert(userId, row);
      const changed = patchedRow(row, { locale: 'fa-IR' }, stamp(2));
      await settings.saveAll(userId, [changed]);
      expect(await settings.find(userId, userId)).toEqual(changed);
    });

    it('deletes and restores many rows at once, found by their deletion', async () => {
      const { tasks } = stores.repositories;
      const rows = [aTaskRow('a0'), aTaskRow('a1'), aTaskRow('a2')];
      for (const row of rows) await tasks.insert(userId, row);
      const deletionId = v7();
      const deleted = rows.slice(0, 2).map((row, index) => deletedRow(row, deletionId, stamp(2 + index)));
      await tasks.saveAll(userId, deleted);
      await tasks.saveAll(userId, []);
      expect((await tasks.list(userId, {})).map(({ id }) => id)).toEqual([rows[2]?.id]);
      const found = await tasks.deletedWith(userId, deletionId);
      expect(found.sort((a, b) => (a.rank < b.rank ? -1 : 1))).toEqual(deleted);
      await tasks.saveAll(
        userId,
        found.map((row) => restoredRow(row, stamp(9))),
      );
      expect(await tasks.list(userId, {})).toHaveLength(3);
      expect(await tasks.deletedWith(await stores.user(), deletionId)).toEqual([]);
    });

    it('lists ranks by bytes, upper case before lower, pages and turns them around', async () => {
      const { tasks } = stores.repositories;
      for (const rank of ['a1', 'Zz', 'a0V', 'a0', 'b00']) await tasks.insert(userId, aTaskRow(rank));
      const ranks = async (query: Parameters<typeof tasks.list>[1]) =>
        (await tasks.list(userId, query)).map(({ rank }) => rank);
      expect(await ranks({})).toEqual(['Zz', 'a0', 'a0V', 'a1', 'b00']);
      expect(await ranks({ reverse: true, limit: 2 })).toEqual(['b00', 'a1']);
      const [, second] = await tasks.list(userId, { limit: 2 });
      expect(await ranks({ after: [second?.rank ?? '', second?.id ?? ''], limit: 2 })).toEqual(['a0V', 'a1']);
      expect(await ranks({ where: [{ field: 'rank', op: 'after', value: 'a0V' }] })).toEqual(['a1', 'b00']);
    });

    it('orders equal ranks by id', async () => {
      const { tasks } = stores.repositories;
      const rows = [aTaskRow('a0'), aTaskRow('a0'), aTaskRow('a0')];
      for (const row of [...rows].reverse()) await tasks.insert(userId, row);
      const [first, ...rest] = rows.map(({ id }) => id).sort();
      expect((await tasks.list(userId, { after: ['a0', first ?? ''] })).map(({ id }) => id)).toEqual(rest);
    });

    it('lists entries newest first, by every kind of condition', async () => {
      const { timeEntries } = stores.repositories;
      const instants = [
        '2026-11-20T10:00:00.000Z',
        '2026-11-21T10:00:00.000Z',
        '2026-11-22T10:00:00.000Z',
      ] as const;
      for (const startedAt of instants) {
        const endedAt = startedAt === instants[2] ? null : startedAt.replace('T10', 'T11');
        await timeEntries.insert(userId, aRow({ taskId: null, startedAt, endedAt }));
      }
      const starts = async (query: Parameters<typeof timeEntries.list>[1]) =>
        (await timeEntries.list(userId, query)).map(({ startedAt }) => startedAt);
      expect(await starts({})).toEqual([...instants].reverse());
      expect(await starts({ where: [{ field: 'endedAt', op: 'is-null' }] })).toEqual([instants[2]]);
      expect(await starts({ where: [{ field: 'endedAt', op: 'is-not-null' }], limit: 1 })).toEqual([
        instants[1],
      ]);
      expect(
        await starts({
          where: [
            { field: 'startedAt', op: 'from', value: instants[0] },
            { field: 'startedAt', op: 'before', value: instants[1] },
          ],
        }),
      ).toEqual([instants[0]]);
      expect(
        await starts({ where: [{ field: 'endedAt', op: 'after', value: '2026-11-20T11:00:00.000Z' }] }),
      ).toEqual([instants[1]]);
      expect(await timeEntries.list(await stores.user(), {})).toEqual([]);
    });
  });
}
