import { AppError } from '@goalixa/kit/app-error.ts';
import { kitErrors } from '@goalixa/kit/kit-errors.ts';
import type { Row } from './row.ts';
import type { RowPosition } from './row-query.ts';
import { instant } from './row-schema.ts';
import type { RowSpec } from './row-spec.ts';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
// Whatever passes must be a value of that column's type to the database.
const fits: Readonly<Record<string, (value: string) => boolean>> = {
  uuid: (value) => uuid.test(value),
  timestamptz: (value) => instant.safeParse(value).data === value,
  text: (value) => /^[\x20-\x7e]+$/.test(value),
};

/** The opaque `nextCursor` that stands for the position after a row. */
export function cursorAfter<F extends object>(spec: RowSpec<F>, row: Row<F>): string {
  const value = (row as Readonly<Record<string, unknown>>)[spec.sort.by];
  return Buffer.from(JSON.stringify([value, row.id])).toString('base64url');
}

/** @throws AppError `input_invalid` (422) when it is not one of ours */
export function parseCursor<F extends object>(spec: RowSpec<F>, cursor: string): RowPosition {
  const type = spec.sort.by === 'id' ? 'uuid' : spec.columns[spec.sort.by].type;
  const [value, id] = decode(cursor);
  if (typeof value !== 'string' || !fits[type]?.(value)) throw refusal();
  if (typeof id !== 'string' || !uuid.test(id)) throw refusal();
  return [value, id];
}

function decode(cursor: string): unknown[] {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(value) ? value : [];
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}

function refusal(): AppError {
  const errors = [{ pointer: '/cursor', message: 'Not a cursor of this list' }];
  return new AppError(kitErrors.input_invalid, { errors });
}
