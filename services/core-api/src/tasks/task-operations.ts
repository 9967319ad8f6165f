import { operation } from '@goalixa/kit/operation.ts';
import { z } from 'zod';
import { rowOperations } from '../rows/row-operations.ts';
import { idParams, newRowId, pageQuery, rowId, rowSchema, title } from '../rows/row-schema.ts';

export const taskSchema = rowSchema({
  title: z.string(),
  projectId: z.uuid().nullable(),
  doneAt: z.iso.datetime().nullable(),
  rank: z.string(),
});

const answers = {
  200: { description: 'The task as it is now', schema: taskSchema, headers: { ETag: 'The version, quoted' } },
};

const headers = ['Idempotency-Key'];

export const taskOperations = {
  ...rowOperations({
    name: 'tasks',
    one: 'Task',
    many: 'Tasks',
    row: taskSchema,
    create: z.strictObject({ id: newRowId.optional(), title, projectId: rowId.nullable().optional() }),
    patch: z.strictObject({
      title: title.optional(),
      projectId: rowId.nullable().optional(),
      done: z.boolean().optional(),
    }),
    query: pageQuery({ projectId: rowId.optional(), done: z.enum(['true', 'false']).optional() }),
  }),
  done: operation({
    id: 'markTaskDone',
    method: 'post',
    path: '/v1/tasks/:id/done',
    summary: 'Marks a task as done, whatever its version',
    params: idParams,
    headers,
    answers,
  }),
  reopen: operation({
    id: 'reopenTask',
    method: 'post',
    path: '/v1/tasks/:id/reopen',
    summary: 'Opens a done task again, whatever its version',
    params: idParams,
    headers,
    answers,
  }),
  move: operation({
    id: 'moveTask',
    method: 'post',
    path: '/v1/tasks/:id/move',
    summary: 'Puts a task right after another, or first; writes this row, and neighbours only to make room',
    params: idParams,
    body: z.strictObject({ afterId: rowId.nullable() }),
    headers,
    answers,
  }),
};
