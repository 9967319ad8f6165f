import { z } from 'zod';
import { rowOperations } from '../rows/row-operations.ts';
import { newRowId, pageQuery, rowId, rowSchema, title } from '../rows/row-schema.ts';

export const projectSchema = rowSchema({ name: z.string(), goalId: z.uuid().nullable() });

export const projectOperations = rowOperations({
  name: 'projects',
  one: 'Project',
  many: 'Projects',
  row: projectSchema,
  create: z.strictObject({ id: newRowId.optional(), name: title, goalId: rowId.nullable().optional() }),
  patch: z.strictObject({ name: title.optional(), goalId: rowId.nullable().optional() }),
  query: pageQuery({ goalId: rowId.optional() }),
});
