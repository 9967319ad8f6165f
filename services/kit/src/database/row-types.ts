import pg from 'pg';

const { builtins } = pg.types;

/** PostgreSQL's `2026-11-22 10:00:00+00` as ISO 8601 UTC with milliseconds. */
function isoInstant(text: string): string {
  return new Date(text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00')).toISOString();
}

const parsers = new Map<number, (text: string) => unknown>([
  [builtins.TIMESTAMPTZ, isoInstant],
  [builtins.DATE, (text) => text],
  [builtins.INT8, Number],
]);

/** How columns arrive in JavaScript: instants ISO 8601 UTC, days `YYYY-MM-DD`, bigint as a number. */
export const rowTypes: pg.CustomTypesConfig = {
  getTypeParser: (id: number, format?: 'text' | 'binary'): unknown =>
    parsers.get(id) ?? (pg.types.getTypeParser(id, format) as unknown),
};
