import type { Row } from './row.ts';
import type { Condition, RowQuery } from './row-query.ts';
import type { RowRepository } from './row-repository.ts';
import type { RowSpec } from './row-spec.ts';

/** Rows of one kind in memory, for tests of what stands above. */
export class MemoryRowRepository<F extends object> implements RowRepository<F> {
  readonly #spec: RowSpec<F>;
  readonly #users = new Map<string, Map<string, Row<F>>>();

  constructor(spec: RowSpec<F>) {
    this.#spec = spec;
  }

  find(userId: string, id: string): Promise<Row<F> | null> {
    return Promise.resolve(this.#rowsOf(userId).get(id) ?? null);
  }

  list(userId: string, { where = [], after, limit, reverse = false }: RowQuery<F>): Promise<Row<F>[]> {
    const direction = this.#spec.sort.descending === reverse ? 1 : -1;
    const rows = [...this.#rowsOf(userId).values()]
      .filter((row) => row.deletedAt === null && where.every((condition) => holds(row, condition)))
      .map((row) => ({ row, position: [String(valueOf(row, this.#spec.sort.by)), row.id] as const }))
      .sort((a, b) => direction * compare(a.position, b.position))
      .filter(({ position }) => !after || direction * compare(position, after) > 0)
      .map(({ row }) => row);
    return Promise.resolve(rows.slice(0, limit));
  }

  deletedWith(userId: string, deletionId: string): Promise<Row<F>[]> {
    return Promise.resolve([...this.#rowsOf(userId).values()].filter((row) => row.deletionId === deletionId));
  }

  insert(userId: string, row: Row<F>): Promise<void> {
    if (this.#rowsOf(userId).has(row.id)) return Promise.reject(new Error(`${row.id} exists`));
    return this.save(userId, row);
  }

  save(userId: string, row: Row<F>): Promise<void> {
    this.#rowsOf(userId).set(row.id, structuredClone(row));
    return Promise.resolve();
  }

  async saveAll(userId: string, rows: readonly Row<F>[]): Promise<void> {
    for (const row of rows) await this.save(userId, row);
  }

  /** Every row of a user, deleted ones too. */
  all(userId: string): Row<F>[] {
    return [...this.#rowsOf(userId).values()];
  }

  #rowsOf(userId: string): Map<string, Row<F>> {
    const rows = this.#users.get(userId) ?? new Map<string, Row<F>>();
    this.#users.set(userId, rows);
    return rows;
  }
}

function holds<F extends object>(row: Row<F>, condition: Condition<F>): boolean {
  const value = valueOf(row, condition.field);
  if (condition.op === 'is-null') return value === null;
  if (condition.op === 'is-not-null') return value !== null;
  if (typeof value !== 'string') return false;
  const order = compareText(value, condition.value);
  if (condition.op === 'is') return order === 0;
  if (condition.op === 'from') return order >= 0;
  return condition.op === 'after' ? order > 0 : order < 0;
}

function valueOf<F extends object>(row: Row<F>, member: string): unknown {
  return (row as Readonly<Record<string, unknown>>)[member];
}

function compare(a: readonly [string, string], b: readonly [string, string]): number {
  return compareText(a[0], b[0]) || compareText(a[1], b[1]);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
