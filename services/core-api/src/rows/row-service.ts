import { AppError } from '@goalixa/kit/app-error.ts';
import { kitErrors } from '@goalixa/kit/kit-errors.ts';
import type { Stamps } from '../accounts/stamps.ts';
import { coreErrors } from '../core-errors.ts';
import { cursorAfter, parseCursor } from './cursor.ts';
import { presentRow } from './present-row.ts';
import {
  type Row,
  type RowMeta,
  changedFields,
  deletedRow,
  isStale,
  newRow,
  patchedRow,
  restoredRow,
} from './row.ts';
import type { Condition } from './row-query.ts';
import type { RowRepository } from './row-repository.ts';
import type { RowSpec } from './row-spec.ts';

/** What differs between the kinds. `before` is null for a new row. */
export interface RowHooks<F extends object> {
  /** Refuses, by throwing, a row that does not fit the others. */
  readonly check?: (userId: string, before: Row<F> | null, after: Row<F>) => Promise<void>;
  /** Keeps what is derived, or goes with the row, in step; in the same transaction. */
  readonly changed?: (userId: string, before: Row<F> | null, after: Row<F>) => Promise<void>;
}

export interface RowServiceOptions<F extends object> {
  readonly spec: RowSpec<F>;
  readonly rows: RowRepository<F>;
  /** Fields that name a row of another kind; it must be live when it is set. */
  readonly references?: { readonly [K in keyof F]?: Finder };
  readonly stamps: Stamps;
  readonly newId: () => string;
  readonly hooks?: RowHooks<F>;
}

export interface Finder {
  find(userId: string, id: string): Promise<RowMeta | null>;
}

export interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}

/** Reads and writes rows of one kind. Writes belong into a transaction; they lock the account first. */
export class RowService<F extends object> {
  readonly #options: RowServiceOptions<F>;

  constructor(options: RowServiceOptions<F>) {
    this.#options = options;
  }

  /** @throws AppError `not_found` for a missing, deleted or foreign row */
  async get(userId: string, id: string): Promise<Row<F>> {
    const row = await this.#options.rows.find(userId, id);
    if (!row || row.deletedAt !== null) throw new AppError(kitErrors.not_found);
    return row;
  }

  /** One page of live rows. Conditions that name rows of other kinds are 404 when those are not there. */
  async page(
    userId: string,
    query: { limit: number; cursor?: string | undefined; where?: readonly Condition<F>[] },
  ): Promise<Page<Row<F>>> {
    const { spec, rows } = this.#options;
    const where = query.where ?? [];
    for (const condition of where) {
      if ('value' in condition) await this.#requireReferenced(userId, condition.field, condition.value);
    }
    const after = query.cursor === undefined ? {} : { after: parseCursor(spec, query.cursor) };
    const found = await rows.list(userId, { where, ...after, limit: query.limit + 1 });
    const items = found.slice(0, query.limit);
    const last = found.length > query.limit ? items.at(-1) : undefined;
    return { items, nextCursor: last ? cursorAfter(spec, last) : null };
  }

  /**
   * @param id made here when absent
   * @param build the fields, given the instant of the write (ISO 8601)
   * @throws AppError `already_exists` (409), `not_found` (404) for a referenced row
   */
  async create(
    userId: string,
    id: string | undefined,
    build: (at: string) => F | Promise<F>,
  ): Promise<Row<F>> {
    const { rows, stamps, newId, hooks } = this.#options;
    const stamp = await stamps.next(userId);
    if (id !== undefined && (await rows.find(userId, id))) throw new AppError(coreErrors.already_exists);
    const row = newRow(id ?? newId(), await build(stamp.at), stamp);
    await this.#requireReferences(userId, row, Object.keys(row.fieldVersions));
    await hooks?.check?.(userId, null, row);
    await rows.insert(userId, row);
    await hooks?.changed?.(userId, null, row);
    return row;
  }

  /**
   * Sets some fields. A stale patch merges when no other write has set these fields since.
   * @param seen the version the caller saw; null: whatever it is
   * @param build the new values, given the row and the instant of the write
   * @throws AppError `version_conflict` (412) with the current row, `not_found` (404)
   */
  async patch(
    userId: string,
    id: string,
    seen: number | null,
    build: (row: Row<F>, at: string) => Partial<F>,
  ): Promise<Row<F>> {
    const { rows, stamps, hooks } = this.#options;
    await stamps.lock(userId);
    const before = await this.get(userId, id);
    const patch = build(before, stamps.now());
    const fields = changedFields(before, patch);
    if (seen !== null && isStale(before, fields, seen)) throw this.#conflict(before);
    if (fields.length === 0) return before;
    const after = patchedRow(before, patch, await stamps.next(userId));
    await this.#requireReferences(userId, after, fields);
    await hooks?.check?.(userId, before, after);
    await rows.save(userId, after);
    await hooks?.changed?.(userId, before, after);
    return after;
  }

  /** Deletes softly. @throws AppError `version_conflict` (412) when the row changed at all since `seen` */
  async remove(userId: string, id: string, seen: number): Promise<void> {
    const { rows, stamps, newId, hooks } = this.#options;
    await stamps.lock(userId);
    const before = await this.get(userId, id);
    if (before.version !== seen) throw this.#conflict(before);
    const after = deletedRow(before, newId(), await stamps.next(userId));
    await rows.save(userId, after);
    await hooks?.changed?.(userId, before, after);
  }

  /** Takes a deletion back; a live row is answered as it is. */
  async restore(userId: string, id: string): Promise<Row<F>> {
    const { rows, stamps, hooks } = this.#options;
    await stamps.lock(userId);
    const before = await rows.find(userId, id);
    if (!before) throw new AppError(kitErrors.not_found);
    if (before.deletedAt === null) return before;
    const after = restoredRow(before, await stamps.next(userId));
    await hooks?.check?.(userId, before, after);
    await rows.save(userId, after);
    await hooks?.changed?.(userId, before, after);
    return after;
  }

  async #requireReferences(userId: string, row: Row<F>, fields: readonly string[]): Promise<void> {
    for (const field of fields) {
      await this.#requireReferenced(userId, field, (row as Readonly<Record<string, unknown>>)[field]);
    }
  }

  async #requireReferenced(userId: string, field: string, id: unknown): Promise<void> {
    const finder = (this.#options.references as Readonly<Record<string, Finder>> | undefined)?.[field];
    if (!finder || typeof id !== 'string') return;
    const row = await finder.find(userId, id);
    if (!row || row.deletedAt !== null) throw new AppError(kitErrors.not_found);
  }

  #conflict(row: Row<F>): AppError {
    return new AppError(kitErrors.version_conflict, {
      extra: { current: presentRow(this.#options.spec, row) },
    });
  }
}
