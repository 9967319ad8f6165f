import type { Stamps } from '../accounts/stamps.ts';
import { deletedRow, restoredRow } from '../rows/row.ts';
import type { RowRepository } from '../rows/row-repository.ts';
import type { RowHooks } from '../rows/row-service.ts';
import type { Task } from '../tasks/task-spec.ts';
import type { Project } from './project-spec.ts';

/** A project's tasks go with it and come back with it; time that was tracked stays. */
export function projectHooks(tasks: RowRepository<Task>, stamps: Stamps): RowHooks<Project> {
  return {
    async changed(userId, before, after) {
      if (before?.deletedAt === null && after.deletionId !== null) {
        const { deletionId } = after;
        const live = await tasks.list(userId, { where: [{ field: 'projectId', op: 'is', value: after.id }] });
        const marks = await stamps.nextMany(userId, live.length);
        await tasks.saveAll(
          userId,
          marks.flatMap((mark, index) =>
            live.slice(index, index + 1).map((t) => deletedRow(t, deletionId, mark)),
          ),
        );
      }
      if (before && before.deletionId !== null && after.deletedAt === null) {
        const gone = await tasks.deletedWith(userId, before.deletionId);
        const marks = await stamps.nextMany(userId, gone.length);
        await tasks.saveAll(
          userId,
          marks.flatMap((mark, index) => gone.slice(index, index + 1).map((task) => restoredRow(task, mark))),
        );
      }
    },
  };
}
