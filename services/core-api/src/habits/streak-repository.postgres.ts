import type { StreakRuns } from '@goalixa/domain/daily-streak.ts';
import { type Queryable, queryNamed } from '../rows/queryable.ts';
import type { StreakRepository } from './streak-repository.ts';

export class PostgresStreakRepository implements StreakRepository {
  readonly #db: Queryable;

  constructor(db: Queryable) {
    this.#db = db;
  }

  async find(userId: string, habitIds: readonly string[]): Promise<Map<string, StreakRuns>> {
    const text = `select habit_id as "habitId", last_day as "lastDay", run, best from habit_streaks
      where user_id = $1 and habit_id = any($2::uuid[])`;
    const rows = await queryNamed<StreakRuns & { habitId: string }>(this.#db, text, [userId, [...habitIds]]);
    return new Map(rows.map(({ habitId, ...runs }) => [habitId, runs]));
  }

  async save(userId: string, habitId: string, { lastDay, run, best }: StreakRuns): Promise<void> {
    const text = `insert into habit_streaks (user_id, habit_id, last_day, run, best) values ($1, $2, $3, $4, $5)
      on conflict (user_id, habit_id) do update
      set last_day = excluded.last_day, run = excluded.run, best = excluded.best`;
    await queryNamed(this.#db, text, [userId, habitId, lastDay, run, best]);
  }
}
