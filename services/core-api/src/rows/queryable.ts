import type pg from 'pg';

/** A pool, or the connection of a transaction. */
export type Queryable = Pick<pg.ClientBase, 'query'>;

const names = new Map<string, string>();

/** Runs a statement as a prepared one, planned once per connection. Its text must come from a fixed set. */
export async function queryNamed<T extends object>(
  db: Queryable,
  text: string,
  values: readonly unknown[],
): Promise<T[]> {
  let name = names.get(text);
  if (name === undefined) names.set(text, (name = `core-${names.size + 1}`));
  const { rows } = await db.query<T & pg.QueryResultRow>({ name, text, values: [...values] });
  return rows;
}
