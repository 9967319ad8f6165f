import { PostgresAccountRepository } from './accounts/account-repository.postgres.ts';
import { PostgresChangeRepository } from './changes/change-repository.postgres.ts';
import { PostgresStreakRepository } from './habits/streak-repository.postgres.ts';
import type { Repositories } from './repositories.ts';
import { PostgresRollupRepository } from './rollups/rollup-repository.postgres.ts';
import { rowSpecs } from './row-specs.ts';
import type { Queryable } from './rows/queryable.ts';
import { PostgresRowRepository } from './rows/row-repository.postgres.ts';

/** The stores in PostgreSQL. @param db a pool, or the connection of a transaction */
export function postgresRepositories(db: Queryable): Repositories {
  return {
    accounts: new PostgresAccountRepository(db),
    settings: new PostgresRowRepository(db, rowSpecs.settings),
    goals: new PostgresRowRepository(db, rowSpecs.goals),
    projects: new PostgresRowRepository(db, rowSpecs.projects),
    tasks: new PostgresRowRepository(db, rowSpecs.tasks),
    timeEntries: new PostgresRowRepository(db, rowSpecs.timeEntries),
    habits: new PostgresRowRepository(db, rowSpecs.habits),
    habitChecks: new PostgresRowRepository(db, rowSpecs.habitChecks),
    rollups: new PostgresRollupRepository(db),
    streaks: new PostgresStreakRepository(db),
    changes: new PostgresChangeRepository(db),
  };
}
