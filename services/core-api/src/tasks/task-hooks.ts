import { AppError } from '@goalixa/kit/app-error.ts';
import { coreErrors } from '../core-errors.ts';
import type { Rollups } from '../rollups/rollups.ts';
import type { Finder, RowHooks } from '../rows/row-service.ts';
import type { Task } from './task-spec.ts';

/** A task takes its time along when it moves; it cannot come back before its project. */
export function taskHooks(projects: Finder, rollups: Rollups): RowHooks<Task> {
  return {
    async check(userId, before, after) {
      const isRestored = before !== null && before.deletedAt !== null && after.deletedAt === null;
      if (!isRestored || after.projectId === null) return;
      const project = await projects.find(userId, after.projectId);
      if (project?.deletedAt) {
        throw new AppError(coreErrors.parent_deleted, { detail: 'Restore the project of this task first' });
      }
    },
    async changed(userId, before, after) {
      if (before && before.projectId !== after.projectId) await rollups.moveTask(userId, before, after);
    },
  };
}
