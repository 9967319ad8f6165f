/** What every row carries besides its own fields. Instants are ISO 8601 UTC. */
export interface RowMeta {
  readonly id: string;
  readonly version: number;
  /** Field -> the version that last set it; a stale PATCH of other fields merges. */
  readonly fieldVersions: Readonly<Record<string, number>>;
  /** The account's change number of the last write; orders the change feed. */
  readonly change: number;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly deletedAt: string | null;
  /** Rows deleted together share it, and come back together. */
  readonly deletionId: string | null;
}

/** A stored row with the fields `F` of its kind. */
export type Row<F extends object> = RowMeta & Readonly<F>;

/** When, and as which of the account's changes, a row is written. */
export interface Stamp {
  readonly at: string;
  readonly change: number;
}

/** Version 1 of a row. */
export function newRow<F extends object>(id: string, fields: F, { at, change }: Stamp): Row<F> {
  const fieldVersions = Object.fromEntries(Object.keys(fields).map((field) => [field, 1]));
  const meta: RowMeta = {
    id,
    version: 1,
    fieldVersions,
    change,
    createdAt: at,
    updatedAt: at,
    deletedAt: null,
    deletionId: null,
  };
  return { ...fields, ...meta };
}

/** The fields of `patch` that would change the row. */
export function changedFields<F extends object>(row: Row<F>, patch: Partial<F>): string[] {
  const current: Readonly<Record<string, unknown>> = { ...row };
  return Object.entries(patch)
    .filter(([field, value]) => value !== undefined && !isEqual(current[field], value))
    .map(([field]) => field);
}

/** Whether one of these fields was set after the version that the caller saw, or that version never was. */
export function isStale(row: RowMeta, fields: readonly string[], seen: number): boolean {
  return seen > row.version || fields.some((field) => (row.fieldVersions[field] ?? 1) > seen);
}

/** The next version of a row, with some fields set. */
export function patchedRow<F extends object>(row: Row<F>, patch: Partial<F>, stamp: Stamp): Row<F> {
  const version = row.version + 1;
  const changed = changedFields(row, patch);
  const values = Object.fromEntries(Object.entries(patch).filter(([field]) => changed.includes(field)));
  const set = Object.fromEntries(changed.map((field) => [field, version]));
  return { ...row, ...values, version, fieldVersions: { ...row.fieldVersions, ...set }, ...touch(stamp) };
}

/** The next version of a row, deleted as part of a deletion. */
export function deletedRow<F extends object>(row: Row<F>, deletionId: string, stamp: Stamp): Row<F> {
  return { ...row, version: row.version + 1, ...touch(stamp), deletedAt: stamp.at, deletionId };
}

/** The next version of a row, no longer deleted. */
export function restoredRow<F extends object>(row: Row<F>, stamp: Stamp): Row<F> {
  return { ...row, version: row.version + 1, ...touch(stamp), deletedAt: null, deletionId: null };
}

function touch({ at, change }: Stamp): Pick<RowMeta, 'updatedAt' | 'change'> {
  return { updatedAt: at, change };
}

function isEqual(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
