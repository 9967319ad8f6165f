import type { RowMeta } from './row.ts';

/** Kinds of rows: the name in paths (`/v1/<name>`) and in the change feed (`type`). */
export const rowNames = [
  'settings',
  'goals',
  'projects',
  'tasks',
  'time-entries',
  'habits',
  'habit-checks',
] as const;
export type RowName = (typeof rowNames)[number];

/** How a field is stored. */
export interface Column {
  readonly name: string;
  readonly type: 'text' | 'uuid' | 'timestamptz' | 'date' | 'jsonb' | 'double precision';
}

/** One kind of row: where its fields are stored, and how lists of it are sorted. */
export interface RowSpec<F extends object> {
  readonly name: RowName;
  readonly table: string;
  readonly columns: { readonly [K in keyof F & string]: Column };
  /** Lists are sorted by this field, then by id. */
  readonly sort: { readonly by: (keyof F & string) | 'id'; readonly descending: boolean };
  /** Fields that the change feed still tells of a deleted row; none by default. */
  readonly tombstone?: readonly (keyof F & string)[];
}

/** What a kind's SQL needs to know of it. */
export interface Stored {
  readonly name: RowName;
  readonly table: string;
  readonly columns: Readonly<Record<string, Column>>;
  readonly tombstone?: readonly string[];
}

/** Column names of what every row carries. */
export const metaColumns = {
  id: { name: 'id', type: 'uuid' },
  version: { name: 'version', type: 'integer' },
  fieldVersions: { name: 'field_versions', type: 'jsonb' },
  change: { name: 'change', type: 'bigint' },
  createdAt: { name: 'created_at', type: 'timestamptz' },
  updatedAt: { name: 'updated_at', type: 'timestamptz' },
  deletedAt: { name: 'deleted_at', type: 'timestamptz' },
  deletionId: { name: 'deletion_id', type: 'uuid' },
} as const satisfies Record<keyof RowMeta, { name: string; type: string }>;

/** The members of a row that callers see, in order. */
export function publicMembers(spec: Stored): [string, { readonly name: string; readonly type: string }][] {
  const { id, version, createdAt, updatedAt, deletedAt } = metaColumns;
  return Object.entries({ id, ...spec.columns, version, createdAt, updatedAt, deletedAt });
}
