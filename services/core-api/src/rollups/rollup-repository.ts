/** Seconds of finished entries on one of the user's days; `taskId` null: without a task. */
export interface TaskDay {
  readonly day: string;
  readonly taskId: string | null;
  readonly seconds: number;
}

/** Seconds ever tracked on the tasks of a project; null: on none. */
export interface ProjectTotal {
  readonly projectId: string | null;
  readonly seconds: number;
}

/** Everything derived from a user's entries. */
export interface Rollup {
  readonly taskDays: readonly TaskDay[];
  readonly projectTotals: readonly ProjectTotal[];
}

/** Seconds by live project; null: no project, or a deleted one. */
export interface ProjectSeconds {
  readonly projectId: string | null;
  readonly name: string | null;
  readonly seconds: number;
}

/** Sums of tracked time, kept in step by whoever writes entries. */
export interface RollupRepository {
  /** Adds to the sums, or takes from them where `seconds` is negative; a sum of 0 is not kept. */
  addTaskDays(userId: string, deltas: readonly TaskDay[]): Promise<void>;
  addProjectTotals(userId: string, deltas: readonly ProjectTotal[]): Promise<void>;
  /** Seconds ever tracked on a task. */
  taskSeconds(userId: string, taskId: string): Promise<number>;
  /** By project, most first, over the days `from` to `to`, both included. Adds up to all that was tracked. */
  secondsByProject(userId: string, from: string, to: string): Promise<ProjectSeconds[]>;
  /** By day, of the days that have any. */
  secondsByDay(userId: string, from: string, to: string): Promise<{ day: string; seconds: number }[]>;
  /** All sums, sorted, for comparison. */
  read(userId: string): Promise<Rollup>;
  replace(userId: string, rollup: Rollup): Promise<void>;
}
