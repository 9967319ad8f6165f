import { type RowSpec, metaColumns } from './row-spec.ts';

/** The fixed statements of one kind of row; $1 is the user, then the members in order, the id first. */
export interface RowSql {
  /** Member of a row -> its column. */
  readonly members: readonly (readonly [string, { readonly name: string; readonly type: string }])[];
  readonly select: string;
  readonly insert: string;
  readonly save: string;
  /** $2: rows as a JSON array of their members. */
  readonly saveAll: string;
}

const known = new WeakMap<object, RowSql>();

/** Made once per kind: repositories come and go with transactions. */
export function rowSqlOf<F extends object>(spec: RowSpec<F>): RowSql {
  const made = known.get(spec) ?? makeRowSql(spec);
  known.set(spec, made);
  return made;
}

function makeRowSql<F extends object>(spec: RowSpec<F>): RowSql {
  const { table } = spec;
  const members = Object.entries<{ readonly name: string; readonly type: string }>({
    ...metaColumns,
    ...spec.columns,
  });
  const names = members.map(([, { name }]) => name);
  const aliased = members.map(([member, { name }]) => `${name} as "${member}"`);
  const slots = names.map((_, index) => `$${index + 2}`);
  const sets = names.map((name, index) => `${name} = ${slots[index]}`).slice(1);
  const record = members.map(([member, { type }]) => `"${member}" ${type}`);
  const copies = members.map(([member, { name }]) => `${name} = r."${member}"`).slice(1);
  return {
    members,
    select: `select ${aliased.join(', ')} from ${table} where user_id = $1`,
    insert: `insert into ${table} (user_id, ${names.join(', ')}) values ($1, ${slots.join(', ')})`,
    save: `update ${table} set ${sets.join(', ')} where user_id = $1 and id = $2`,
    saveAll: `update ${table} t set ${copies.join(', ')}
      from jsonb_to_recordset($2::jsonb) as r(${record.join(', ')})
      where t.user_id = $1 and t.id = r.id`,
  };
}
