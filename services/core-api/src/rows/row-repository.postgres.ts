import { type Queryable, queryNamed } from './queryable.ts';
import type { Row } from './row.ts';
import type { Condition, RowQuery } from './row-query.ts';
import type { RowRepository } from './row-repository.ts';
import { type RowSpec, metaColumns } from './row-spec.ts';
import { type RowSql, rowSqlOf } from './row-sql.ts';

const operators = { is: '=', from: '>=', after: '>', before: '<' } as const;

type Bind = (value: unknown, type: string) => string;

/** Rows of one kind in their table. */
export class PostgresRowRepository<F extends object> implements RowRepository<F> {
  readonly #db: Queryable;
  readonly #spec: RowSpec<F>;
  readonly #sql: RowSql;

  constructor(db: Queryable, spec: RowSpec<F>) {
    this.#db = db;
    this.#spec = spec;
    this.#sql = rowSqlOf(spec);
  }

  async find(userId: string, id: string): Promise<Row<F> | null> {
    const rows = await queryNamed<Row<F>>(this.#db, `${this.#sql.select} and id = $2`, [userId, id]);
    return rows[0] ?? null;
  }

  list(userId: string, query: RowQuery<F>): Promise<Row<F>[]> {
    const values: unknown[] = [userId];
    const bind: Bind = (value, type) => `$${values.push(value)}::${type}`;
    const text = `${this.#sql.select} and ${this.#tailOf(query, bind)}`;
    return queryNamed(this.#db, text, values);
  }

  deletedWith(userId: string, deletionId: string): Promise<Row<F>[]> {
    return queryNamed(this.#db, `${this.#sql.select} and deletion_id = $2`, [userId, deletionId]);
  }

  async insert(userId: string, row: Row<F>): Promise<void> {
    await queryNamed(this.#db, this.#sql.insert, [userId, ...this.#valuesOf(row)]);
  }

  async save(userId: string, row: Row<F>): Promise<void> {
    await queryNamed(this.#db, this.#sql.save, [userId, ...this.#valuesOf(row)]);
  }

  async saveAll(userId: string, rows: readonly Row<F>[]): Promise<void> {
    if (rows.length === 0) return;
    await queryNamed(this.#db, this.#sql.saveAll, [userId, JSON.stringify(rows)]);
  }

  #tailOf({ where = [], after, limit, reverse = false }: RowQuery<F>, bind: Bind): string {
    const isDescending = this.#spec.sort.descending !== reverse;
    const sort = this.#column(this.#spec.sort.by);
    const conditions = [
      'deleted_at is null',
      ...where.map((condition) => this.#conditionSql(condition, bind)),
    ];
    if (after) {
      const position = `${bind(after[0], sort.type)}, ${bind(after[1], 'uuid')}`;
      conditions.push(`(${sort.name}, id) ${isDescending ? '<' : '>'} (${position})`);
    }
    const direction = isDescending ? 'desc' : 'asc';
    const order = `order by ${sort.name} ${direction}, id ${direction}`;
    const end = limit === undefined ? '' : ` limit ${bind(limit, 'integer')}`;
    return `${conditions.join(' and ')} ${order}${end}`;
  }

  #conditionSql(condition: Condition<F>, bind: Bind): string {
    const { name, type } = this.#column(condition.field);
    if (condition.op === 'is-null') return `${name} is null`;
    if (condition.op === 'is-not-null') return `${name} is not null`;
    return `${name} ${operators[condition.op]} ${bind(condition.value, type)}`;
  }

  #column(member: (keyof F & string) | 'id'): { readonly name: string; readonly type: string } {
    return member === 'id' ? metaColumns.id : this.#spec.columns[member];
  }

  #valuesOf(row: Row<F>): unknown[] {
    const values: Readonly<Record<string, unknown>> = { ...row };
    return this.#sql.members.map(([member, { type }]) =>
      type === 'jsonb' ? JSON.stringify(values[member]) : values[member],
    );
  }
}
