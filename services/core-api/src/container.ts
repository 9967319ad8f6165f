import { Stamps } from './accounts/stamps.ts';
import { ChangeService } from './changes/change-service.ts';
import type { Goal } from './goals/goal-spec.ts';
import { HabitService } from './habits/habit-service.ts';
import type { Habit } from './habits/habit-spec.ts';
import { projectHooks } from './projects/project-hooks.ts';
import type { Project } from './projects/project-spec.ts';
import { ReportService } from './reports/report-service.ts';
import type { Repositories } from './repositories.ts';
import { Rollups } from './rollups/rollups.ts';
import { rowSpecs } from './row-specs.ts';
import { RowService } from './rows/row-service.ts';
import { settingsHooks } from './settings/settings-hooks.ts';
import { SettingsService } from './settings/settings-service.ts';
import { taskHooks } from './tasks/task-hooks.ts';
import { TaskService } from './tasks/task-service.ts';
import type { TimeEntry } from './time-entries/time-entry-spec.ts';
import { timeEntryHooks } from './time-entries/time-entry-hooks.ts';
import { TimerService } from './timer/timer-service.ts';

/** The services, all bound to the same stores. */
export interface Container {
  readonly goals: RowService<Goal>;
  readonly projects: RowService<Project>;
  readonly tasks: TaskService;
  readonly timeEntries: RowService<TimeEntry>;
  readonly timer: TimerService;
  readonly habits: RowService<Habit>;
  readonly habitChecks: HabitService;
  readonly settings: SettingsService;
  readonly reports: ReportService;
  readonly changes: ChangeService;
  readonly rollups: Rollups;
}

export interface Surroundings {
  /** ms since 1970 */
  readonly clock: () => number;
  /** UUIDv7 */
  readonly newId: () => string;
}

/** Wires the services onto stores: those of a transaction, or the pool's for reading. */
export function createContainer(stores: Repositories, { clock, newId }: Surroundings): Container {
  const stamps = new Stamps(stores.accounts, clock);
  const { settings: repository, tasks, timeEntries: entries, accounts } = stores;
  const rollups = new Rollups({ rollups: stores.rollups, entries, tasks, settings: repository });
  const base = { stamps, newId };

  const settings = new SettingsService({
    accounts,
    repository,
    stamps,
    rows: new RowService({
      ...base,
      spec: rowSpecs.settings,
      rows: repository,
      hooks: settingsHooks(rollups),
    }),
  });
  const timeEntries = new RowService({
    ...base,
    spec: rowSpecs.timeEntries,
    rows: entries,
    references: { taskId: tasks },
    hooks: timeEntryHooks(entries, rollups, stamps),
  });
  const taskRows = new RowService({
    ...base,
    spec: rowSpecs.tasks,
    rows: tasks,
    references: { projectId: stores.projects },
    hooks: taskHooks(stores.projects, rollups),
  });
  const habits = new RowService({ ...base, spec: rowSpecs.habits, rows: stores.habits });
  return {
    goals: new RowService({ ...base, spec: rowSpecs.goals, rows: stores.goals }),
    projects: new RowService({
      ...base,
      spec: rowSpecs.projects,
      rows: stores.projects,
      references: { goalId: stores.goals },
      hooks: projectHooks(tasks, stamps),
    }),
    tasks: new TaskService(taskRows, tasks, stamps),
    timeEntries,
    timer: new TimerService(timeEntries, entries, stamps),
    habits,
    habitChecks: new HabitService({
      ...base,
      habits,
      checks: stores.habitChecks,
      streaks: stores.streaks,
      settings,
    }),
    settings,
    reports: new ReportService(stores.rollups, settings),
    changes: new ChangeService(stores.changes, stores.accounts),
    rollups,
  };
}
