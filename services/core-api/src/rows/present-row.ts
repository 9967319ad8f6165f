import type { Row } from './row.ts';
import { type RowSpec, type Stored, publicMembers } from './row-spec.ts';

/** A row as callers see it: its id, fields, version and dates, nothing of our book-keeping. */
export function presentRow<F extends object>(spec: RowSpec<F>, row: Row<F>): Record<string, unknown> {
  const members: Readonly<Record<string, unknown>> = { ...row };
  return Object.fromEntries(publicMembers(spec).map(([member]) => [member, members[member]]));
}

/** SQL for the same JSON, of a row of the table under the alias. */
export function presentRowSql(spec: Stored, alias: string): string {
  const members = publicMembers(spec).map(([member, { name, type }]) => {
    const column = `${alias}.${name}`;
    return `'${member}', ${type === 'timestamptz' ? instantSql(column) : column}`;
  });
  return `json_build_object(${members.join(', ')})`;
}

/** SQL for an instant as ISO 8601 UTC with milliseconds. */
export function instantSql(column: string): string {
  return `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}
