import type { AccountRepository } from './accounts/account-repository.ts';
import type { ChangeRepository } from './changes/change-repository.ts';
import type { Goal } from './goals/goal-spec.ts';
import type { Habit, HabitCheck } from './habits/habit-spec.ts';
import type { StreakRepository } from './habits/streak-repository.ts';
import type { Project } from './projects/project-spec.ts';
import type { RollupRepository } from './rollups/rollup-repository.ts';
import type { RowRepository } from './rows/row-repository.ts';
import type { Settings } from './settings/settings-spec.ts';
import type { Task } from './tasks/task-spec.ts';
import type { TimeEntry } from './time-entries/time-entry-spec.ts';

/** All stores, bound to one transaction or to none. */
export interface Repositories {
  readonly accounts: AccountRepository;
  readonly settings: RowRepository<Settings>;
  readonly goals: RowRepository<Goal>;
  readonly projects: RowRepository<Project>;
  readonly tasks: RowRepository<Task>;
  readonly timeEntries: RowRepository<TimeEntry>;
  readonly habits: RowRepository<Habit>;
  readonly habitChecks: RowRepository<HabitCheck>;
  readonly rollups: RollupRepository;
  readonly streaks: StreakRepository;
  readonly changes: ChangeRepository;
}
