import { type Queryable, queryNamed } from '../rows/queryable.ts';
import type { AccountRepository } from './account-repository.ts';

export class PostgresAccountRepository implements AccountRepository {
  readonly #db: Queryable;

  constructor(db: Queryable) {
    this.#db = db;
  }

  async ensure(userId: string): Promise<void> {
    await queryNamed(this.#db, 'insert into accounts (user_id) values ($1) on conflict do nothing', [userId]);
  }

  async bump(userId: string, count: number): Promise<number> {
    const text = `update accounts set change_counter = change_counter + $2 where user_id = $1
      returning change_counter as counter`;
    const [row] = await queryNamed<{ counter: number }>(this.#db, text, [userId, count]);
    if (!row) throw new Error('the account is missing');
    return row.counter;
  }

  async counter(userId: string): Promise<number> {
    const text = 'select change_counter as counter from accounts where user_id = $1';
    const [row] = await queryNamed<{ counter: number }>(this.#db, text, [userId]);
    return row?.counter ?? 0;
  }
}
