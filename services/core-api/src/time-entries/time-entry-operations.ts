import { z } from 'zod';
import { rowOperations } from '../rows/row-operations.ts';
import { instant, newRowId, pageQuery, rowId, rowSchema } from '../rows/row-schema.ts';
import { maxEntryMs } from './time-entry-spec.ts';

export const timeEntrySchema = rowSchema({
  taskId: z.uuid().nullable(),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
});

const create = z
  .strictObject({
    id: newRowId.optional(),
    taskId: rowId.nullable().optional(),
    startedAt: instant,
    endedAt: instant,
  })
  .refine(({ startedAt, endedAt }) => endedAt > startedAt, {
    path: ['endedAt'],
    error: 'Must be later than startedAt',
  })
  .refine(({ startedAt, endedAt }) => Date.parse(endedAt) - Date.parse(startedAt) <= maxEntryMs, {
    path: ['endedAt'],
    error: 'An entry added by hand lasts at most 31 days',
  });

export const timeEntryOperations = rowOperations({
  name: 'time-entries',
  one: 'TimeEntry',
  many: 'TimeEntries',
  row: timeEntrySchema,
  create,
  patch: z.strictObject({
    taskId: rowId.nullable().optional(),
    startedAt: instant.optional(),
    endedAt: instant.optional(),
  }),
  query: pageQuery({ from: instant.optional(), to: instant.optional(), taskId: rowId.optional() }),
});
