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

  async after(userId: string, after: number, limit: number): Promise<Change[]> {
    const found = await queryNamed<Found>(this.#db, text, [userId, after, limit]);
    return found.map(({ kept, ...change }) => ({ ...change, ...kept }));
  }
}

/** `kept`: what the feed still tells of a deleted row. */
interface Found extends Omit<Change, 'projectId'> {
  readonly kept: Pick<Change, 'projectId'> | null;
}

// Each branch reads its own index in order and stops at the limit.
function branchOf(spec: Stored): string {
  return `(select '${spec.name}' as type, r.id, r.version, r.change,
    case when r.deleted_at is null then ${presentRowSql(spec, 'r')} end as row, ${keptSql(spec)} as kept
    from ${spec.table} r where r.user_id = $1 and r.change > $2 order by r.change limit $3)`;
}

function keptSql({ tombstone = [], columns }: Stored): string {
  if (tombstone.length === 0) return 'null::json';
  const members = tombstone.map((field) => `'${field}', r.${columns[field]?.name}`);
  return `case when r.deleted_at is not null then json_build_object(${members.join(', ')}) end`;
}
