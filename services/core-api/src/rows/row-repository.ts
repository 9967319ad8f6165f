import type { Row } from './row.ts';
import type { RowQuery } from './row-query.ts';

/** Rows of one kind. Every call names the user; another user's row is as good as missing. */
export interface RowRepository<F extends object> {
  /** Also finds deleted rows. */
  find(userId: string, id: string): Promise<Row<F> | null>;
  /** Live rows in the kind's order. */
  list(userId: string, query: RowQuery<F>): Promise<Row<F>[]>;
  /** Rows that went with a deletion. */
  deletedWith(userId: string, deletionId: string): Promise<Row<F>[]>;
  insert(userId: string, row: Row<F>): Promise<void>;
  /** Stores all of a row that exists. */
  save(userId: string, row: Row<F>): Promise<void>;
  /** Stores all of many rows that exist, at once. */
  saveAll(userId: string, rows: readonly Row<F>[]): Promise<void>;
}
