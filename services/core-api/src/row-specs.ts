import { goalSpec } from './goals/goal-spec.ts';
import { habitCheckSpec, habitSpec } from './habits/habit-spec.ts';
import { projectSpec } from './projects/project-spec.ts';
import { settingsSpec } from './settings/settings-spec.ts';
import { taskSpec } from './tasks/task-spec.ts';
import { timeEntrySpec } from './time-entries/time-entry-spec.ts';

/** Every kind of row that the change feed tells of. */
export const rowSpecs = {
  settings: settingsSpec,
  goals: goalSpec,
  projects: projectSpec,
  tasks: taskSpec,
  timeEntries: timeEntrySpec,
  habits: habitSpec,
  habitChecks: habitCheckSpec,
} as const;
