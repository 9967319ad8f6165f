import { z } from 'zod';
import { rowOperations } from '../rows/row-operations.ts';
import { newRowId, pageQuery, rowSchema, title } from '../rows/row-schema.ts';

const targetHours = z.number().positive().max(100_000).nullable();

export const goalSchema = rowSchema({ title: z.string(), targetHours: z.number().nullable() });

export const goalOperations = rowOperations({
  name: 'goals',
  one: 'Goal',
  many: 'Goals',
  row: goalSchema,
  create: z.strictObject({ id: newRowId.optional(), title, targetHours: targetHours.optional() }),
  patch: z.strictObject({ title: title.optional(), targetHours: targetHours.optional() }),
  query: pageQuery({}),
});
