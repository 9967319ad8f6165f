import { z } from 'zod';

// PostgreSQL stores neither NUL nor lone surrogates.
const isStorable = (text: string): boolean => text.isWellFormed() && !text.includes('\u0000');
const earliest = '1970-01-01';
const latest = '2200-01-01';
// Room for an id and a sort value many times as long as a rank becomes.
const maxCursorLength = 1_000;

/** A row's id as callers name it. */
export const rowId = z.uuid().toLowerCase();
/** An id that the client made for a new row. */
export const newRowId = z.uuid({ version: 'v7' }).toLowerCase();
/** What a goal, task, habit or project is called. */
export const title = z
  .string()
  .min(1)
  .max(200)
  .regex(/\S/, { error: 'Must not be blank' })
  .refine(isStorable, { error: 'Holds characters that cannot be stored' });
/** ISO 8601 UTC, such as `2026-11-22T10:00:00.000Z`. */
export const instant = z.iso
  .datetime()
  .refine((text) => text >= earliest && text < latest, { error: `Must lie from ${earliest} to ${latest}` })
  .overwrite((text) => (Number.isNaN(Date.parse(text)) ? text : new Date(text).toISOString()));
/** `YYYY-MM-DD`. */
export const day = z.iso
  .date()
  .refine((text) => text >= earliest && text < latest, { error: `Must lie from ${earliest} to ${latest}` });
/** A duration in whole seconds. */
export const seconds = z.int().min(0);

/** A number in a query: decimal digits only, where `Number` would also read `0x10`, `1e2` or ` 1`. */
export function wholeNumber<N extends z.ZodType<number>>(schema: N) {
  return z.preprocess(
    (text) => (typeof text === 'string' && /^(0|[1-9]\d{0,15})$/.test(text) ? Number(text) : text),
    schema,
  );
}

export const idParams = z.object({ id: rowId });

/** A row's public shape from the shape of its fields. */
export function rowSchema<S extends z.ZodRawShape>(fields: S) {
  return z.object({
    id: z.uuid(),
    ...fields,
    version: z.int().min(1),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
    deletedAt: z.iso.datetime().nullable(),
  });
}

/** Query of a list: page size, position, and the kind's own filters. */
export function pageQuery<S extends z.ZodRawShape>(filters: S) {
  return z.strictObject({
    limit: wholeNumber(z.int().min(1).max(200).default(50)),
    cursor: z.string().min(1).max(maxCursorLength).optional(),
    ...filters,
  });
}
