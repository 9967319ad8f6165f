import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { rowSpecs } from '../row-specs.ts';
import { presentRow } from '../rows/present-row.ts';
import { deletedRow } from '../rows/row.ts';
import { aRow } from '../testing/factories.ts';
import type { Stores } from '../testing/open-stores.ts';

/** What every change feed does; called with 'memory' and with 'postgres'. */
export function describeChangeRepository(name: string, open: () => Promise<Stores>): void {
  describe(`ChangeRepository (${name})`, () => {
    let stores: Stores;

    beforeAll(async () => {
      stores = await open();
    });
    afterAll(() => stores.close());

    it('tells rows of all kinds in order of change, shown as reads show them, deleted ones as null', async () => {
      const { goals, habits, timeEntries, changes } = stores.repositories;
      const userId = await stores.user();
      const habit = aRow({ title: 'Habit' }, 3);
      const entry = aRow({ taskId: null, startedAt: '2026-11-22T10:00:00.005Z', endedAt: null }, 4);
      const goal = aRow({ title: 'Goal', targetHours: 2.5 }, 1);
      const gone = deletedRow(goal, goal.id, { at: '2026-11-22T11:00:00.000Z', change: 8 });
      await habits.insert(userId, habit);
      await timeEntries.insert(userId, entry);
      await goals.insert(userId, goal);
      await goals.save(userId, gone);
      const told = [
        { type: 'habits', id: habit.id, version: 1, change: 3, row: presentRow(rowSpecs.habits, habit) },
        {
          type: 'time-entries',
          id: entry.id,
          version: 1,
          change: 4,
          row: presentRow(rowSpecs.timeEntries, entry),
        },
        { type: 'goals', id: goal.id, version: 2, change: 8, row: null },
      ];
      expect(await changes.after(userId, 0, 10)).toEqual(told);
      expect(await changes.after(userId, 3, 1)).toEqual(told.slice(1, 2));
      expect(await changes.after(await stores.user(), 0, 10)).toEqual([]);
    });

    it('tells of a deleted task, and of no other row, which project its time counts for', async () => {
      const { projects, tasks, changes } = stores.repositories;
      const userId = await stores.user();
      const project = aRow({ name: 'Project', goalId: null }, 1);
      const within = aRow({ title: 'Within', projectId: project.id, doneAt: null, rank: 'a' }, 2);
      const alone = aRow({ title: 'Alone', projectId: null, doneAt: null, rank: 'b' }, 3);
      const live = aRow({ title: 'Live', projectId: project.id, doneAt: null, rank: 'c' }, 4);
      await projects.insert(userId, project);
      for (const task of [within, alone, live]) await tasks.insert(userId, task);
      const at = '2026-11-22T11:00:00.000Z';
      await tasks.save(userId, deletedRow(within, project.id, { at, change: 5 }));
      await tasks.save(userId, deletedRow(alone, alone.id, { at, change: 6 }));
      await projects.save(userId, deletedRow(project, project.id, { at, change: 7 }));
      expect(await changes.after(userId, 0, 10)).toEqual([
        { type: 'tasks', id: live.id, version: 1, change: 4, row: presentRow(rowSpecs.tasks, live) },
        { type: 'tasks', id: within.id, version: 2, change: 5, row: null, projectId: project.id },
        { type: 'tasks', id: alone.id, version: 2, change: 6, row: null, projectId: null },
        { type: 'projects', id: project.id, version: 2, change: 7, row: null },
      ]);
    });
  });
}
