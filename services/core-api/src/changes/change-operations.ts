import { operation } from '@goalixa/kit/operation.ts';
import { z } from 'zod';
import { goalSchema } from '../goals/goal-operations.ts';
import { habitCheckSchema, storedHabitSchema } from '../habits/habit-operations.ts';
import { projectSchema } from '../projects/project-operations.ts';
import { wholeNumber } from '../rows/row-schema.ts';
import type { RowName } from '../rows/row-spec.ts';
import { settingsSchema } from '../settings/settings-operations.ts';
import { taskSchema } from '../tasks/task-operations.ts';
import { timeEntrySchema } from '../time-entries/time-entry-operations.ts';

function changeOf<N extends RowName, R extends z.ZodType>(type: N, row: R) {
  return z.object({ type: z.literal(type), id: z.uuid(), version: z.int().min(1), row: row.nullable() });
}

const task = changeOf('tasks', taskSchema);

const change = z.union([
  changeOf('settings', settingsSchema),
  changeOf('goals', goalSchema),
  changeOf('projects', projectSchema),
  task.extend({ row: taskSchema }),
  // What was tracked for a deleted task stays with its project: who sums it up must still find that.
  task.extend({ row: z.null(), projectId: z.uuid().nullable() }),
  changeOf('time-entries', timeEntrySchema),
  changeOf('habits', storedHabitSchema),
  changeOf('habit-checks', habitCheckSchema),
]);

export const changeOperations = {
  list: operation({
    id: 'listChanges',
    method: 'get',
    path: '/v1/changes',
    summary: 'Rows that changed after a point, oldest change first; a deleted row comes as null',
    query: z.strictObject({
      after: wholeNumber(z.int().min(0).default(0)),
      limit: wholeNumber(z.int().min(1).max(500).default(200)),
    }),
    answers: {
      200: {
        description: 'The changes; `next` is the `after` of the next call',
        schema: z.object({ items: z.array(change), next: z.int().min(0), hasMore: z.boolean() }),
      },
    },
  }),
};
