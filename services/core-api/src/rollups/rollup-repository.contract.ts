import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { aRow } from '../testing/factories.ts';
import type { Stores } from '../testing/open-stores.ts';

/** What every store of sums does; called with 'memory' and with 'postgres'. */
export function describeRollupRepository(name: string, open: () => Promise<Stores>): void {
  describe(`RollupRepository (${name})`, () => {
    let stores: Stores;
    let userId: string;
    let task: { id: string };
    let project: { id: string };

    beforeAll(async () => {
      stores = await open();
    });
    beforeEach(async () => {
      userId = await stores.user();
      const { projects, tasks } = stores.repositories;
      const [projectRow] = [aRow({ name: 'Project', goalId: null })];
      const taskRow = aRow({ title: 'Task', projectId: projectRow.id, doneAt: null, rank: 'a0' });
      await projects.insert(userId, projectRow);
      await tasks.insert(userId, taskRow);
      [task, project] = [taskRow, projectRow];
    });
    afterAll(() => stores.close());

    const day = '2026-11-22';

    it('adds to a sum, takes from it, and drops it at zero', async () => {
      const { rollups } = stores.repositories;
      await rollups.addTaskDays(userId, [{ day, taskId: null, seconds: 10 }]);
      await rollups.addTaskDays(userId, [
        { day, taskId: null, seconds: 5 },
        { day, taskId: task.id, seconds: 7 },
      ]);
      await rollups.addTaskDays(userId, [{ day, taskId: null, seconds: -6 }]);
      const sums = [
        { day, taskId: null, seconds: 9 },
        { day, taskId: task.id, seconds: 7 },
      ];
      expect((await rollups.read(userId)).taskDays).toEqual(sums);
      await rollups.addTaskDays(userId, [{ day, taskId: task.id, seconds: -7 }]);
      expect((await rollups.read(userId)).taskDays).toEqual(sums.slice(0, 1));
      expect(await rollups.read(await stores.user())).toEqual({ taskDays: [], projectTotals: [] });
    });

    it('moves seconds between projects in one call', async () => {
      const { rollups } = stores.repositories;
      await rollups.addProjectTotals(userId, [{ projectId: null, seconds: 60 }]);
      await rollups.addProjectTotals(userId, [
        { projectId: null, seconds: -60 },
        { projectId: project.id, seconds: 60 },
      ]);
      expect((await rollups.read(userId)).projectTotals).toEqual([{ projectId: project.id, seconds: 60 }]);
    });

    it('sums by task, by day and by live project within a range of days', async () => {
      const { rollups, projects } = stores.repositories;
      await rollups.addTaskDays(userId, [
        { day: '2026-11-20', taskId: task.id, seconds: 1000 },
        { day: '2026-11-21', taskId: task.id, seconds: 20 },
        { day: '2026-11-21', taskId: null, seconds: 5 },
        { day, taskId: task.id, seconds: 300 },
      ]);
      expect(await rollups.taskSeconds(userId, task.id)).toBe(1320);
      expect(await rollups.secondsByDay(userId, '2026-11-21', day)).toEqual([
        { day: '2026-11-21', seconds: 25 },
        { day, seconds: 300 },
      ]);
      expect(await rollups.secondsByProject(userId, '2026-11-21', day)).toEqual([
        { projectId: project.id, name: 'Project', seconds: 320 },
        { projectId: null, name: null, seconds: 5 },
      ]);
      const row = await projects.find(userId, project.id);
      if (row) await projects.save(userId, { ...row, deletedAt: row.updatedAt, deletionId: row.id });
      expect(await rollups.secondsByProject(userId, '2026-11-21', day)).toEqual([
        { projectId: null, name: null, seconds: 325 },
      ]);
    });

    it('replaces everything', async () => {
      const { rollups } = stores.repositories;
      await rollups.addTaskDays(userId, [{ day, taskId: null, seconds: 10 }]);
      const next = {
        taskDays: [{ day, taskId: task.id, seconds: 1 }],
        projectTotals: [{ projectId: project.id, seconds: 1 }],
      };
      await rollups.replace(userId, next);
      expect(await rollups.read(userId)).toEqual(next);
    });
  });
}
