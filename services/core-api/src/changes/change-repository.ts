import type { RowName } from '../rows/row-spec.ts';

/** The last state of a row that changed; `row` null: it is deleted. */
export interface Change {
  readonly type: RowName;
  readonly id: string;
  readonly version: number;
  readonly change: number;
  readonly row: Record<string, unknown> | null;
  /** Of a deleted task alone: the project that its tracked time counts for, or null. */
  readonly projectId?: string | null;
}

/** What changed, across all kinds of rows. */
export interface ChangeRepository {
  /** In order of the change number, which is the order of commits. */
  after(userId: string, after: number, limit: number): Promise<Change[]>;
}
