import { presentRowSql } from '../rows/present-row.ts';
import { type Queryable, queryNamed } from '../rows/queryable.ts';
import { rowSpecs } from '../row-specs.ts';
import type { Stored } from '../rows/row-spec.ts';
import type { Change, ChangeRepository } from './change-repository.ts';

const text = `select * from (
  ${Object.values(rowSpecs).map(branchOf).join('\n  union all\n  ')}
) changes order by change limit $3`;

export class PostgresChangeRepository implements ChangeRepository {
  readonly #db: Queryable;

  constructor(db: Queryable) {
    this.#db = db;
  }

  after(userId: string, after: number, limit: number): Promise<Change[]> {
    return queryNamed(this.#db, text, [userId, after, limit]);
  }
}

// Each branch reads its own index in order and stops at the limit.
function branchOf(spec: Stored): string {
  return `(select '${spec.name}' as type, r.id, r.version, r.change,
    case when r.deleted_at is null then ${presentRowSql(spec, 'r')} end as row
    from ${spec.table} r where r.user_id = $1 and r.change > $2 order by r.change limit $3)`;
}
