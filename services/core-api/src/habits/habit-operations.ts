import { operation } from '@goalixa/kit/operation.ts';
import { z } from 'zod';
import { rowOperations } from '../rows/row-operations.ts';
import { day, newRowId, pageQuery, rowId, rowSchema, title } from '../rows/row-schema.ts';

const fields = { title: z.string() };

/** Days in a row that the habit was checked; an open today never breaks. */
export const streakSchema = z.object({ current: z.int().min(0), best: z.int().min(0) });
/** A habit as the change feed tells it: what is stored. */
export const storedHabitSchema = rowSchema(fields);
export const habitSchema = rowSchema({ ...fields, streak: streakSchema });
export const habitCheckSchema = rowSchema({ habitId: z.uuid(), day: z.iso.date() });

const checkParams = z.object({ id: rowId, day });
const headers = ['Idempotency-Key'];

export const habitOperations = {
  ...rowOperations({
    name: 'habits',
    one: 'Habit',
    many: 'Habits',
    row: habitSchema,
    create: z.strictObject({ id: newRowId.optional(), title }),
    patch: z.strictObject({ title: title.optional() }),
    query: pageQuery({}),
  }),
  check: operation({
    id: 'checkHabit',
    method: 'put',
    path: '/v1/habits/:id/checks/:day',
    summary: 'Checks a habit on a day; once or often, it is one check',
    params: checkParams,
    headers,
    answers: {
      200: { description: 'The check', schema: habitCheckSchema, headers: { ETag: 'The version, quoted' } },
    },
  }),
  uncheck: operation({
    id: 'uncheckHabit',
    method: 'delete',
    path: '/v1/habits/:id/checks/:day',
    summary: 'Takes the check of a day away, if there is one',
    params: checkParams,
    headers,
    answers: { 204: { description: 'Not checked' } },
  }),
};
