import type { Queryable } from '../rows/queryable.ts';
import { type DashboardInput, dashboardSql, dashboardValues } from './dashboard-sql.ts';

/** What the statement found. */
export interface DashboardRead {
  readonly counter: number;
  /** The user's zone now. */
  readonly timeZone: string;
  /** JSON text; null when the counter is the known one, or the zone another than assumed. */
  readonly body: string | null;
}

/** Reads the dashboard, one round trip. */
export class DashboardRepository {
  readonly #db: Queryable;

  constructor(db: Queryable) {
    this.#db = db;
  }

  /** @returns null for a user without account */
  async read(input: DashboardInput): Promise<DashboardRead | null> {
    const values = dashboardValues(input);
    const { rows } = await this.#db.query<DashboardRead>({ name: 'dashboard', text: dashboardSql, values });
    return rows[0] ?? null;
  }
}
