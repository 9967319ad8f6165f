import type pg from 'pg';

const attempts = 3;
// serialization_failure, deadlock_detected: the server rolled back and asks for another try.
const retried = new Set(['40001', '40P01']);

/**
 * Runs `work` in one transaction: committed when it resolves, rolled back when it throws. A deadlock or a
 * serialization failure is tried again, three times in all, so `work` must touch nothing but the database.
 */
export async function inTransaction<T>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await once(pool, work);
    } catch (error) {
      if (attempt === attempts || !retried.has(codeOf(error))) throw error;
    }
  }
}

async function once<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    // The first error is the one to tell; a connection that cannot roll back is thrown away.
    await client.query('rollback').catch((failure: Error) => (broken = failure));
    throw error;
  } finally {
    client.release(broken);
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
