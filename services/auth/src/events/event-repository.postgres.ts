import type pg from 'pg';
import type { AuthEvent } from './auth-event.ts';
import type { EventRepository } from './event-repository.ts';

/** The audit in `authdb`. */
export class PostgresEventRepository implements EventRepository {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  async add({ at, kind, userId, familyId }: AuthEvent): Promise<void> {
    const text = 'insert into auth_events (at, kind, user_id, family_id) values ($1, $2, $3, $4)';
    await this.#pool.query({ name: 'event-add', text, values: [at, kind, userId, familyId] });
  }
}
