import { daySlices } from '@goalixa/domain/day-slices.ts';
import { type ZonePeriods, differFrom } from '@goalixa/domain/zone-periods.ts';
import type { Row } from '../rows/row.ts';
import type { RowRepository } from '../rows/row-repository.ts';
import type { Settings } from '../settings/settings-spec.ts';
import type { Task } from '../tasks/task-spec.ts';
import type { TimeEntry } from '../time-entries/time-entry-spec.ts';
import type { ProjectTotal, Rollup, RollupRepository, TaskDay } from './rollup-repository.ts';

export interface RollupsOptions {
  readonly rollups: RollupRepository;
  readonly entries: RowRepository<TimeEntry>;
  readonly tasks: RowRepository<Task>;
  readonly settings: RowRepository<Settings>;
}

/** Keeps the sums of tracked time in step with the entries they come from. */
export class Rollups {
  readonly #options: RollupsOptions;

  constructor(options: RollupsOptions) {
    this.#options = options;
  }

  /** An entry was added, changed, deleted or restored. An open or deleted one counts nothing. */
  async entryChanged(userId: string, before: Row<TimeEntry> | null, after: Row<TimeEntry>): Promise<void> {
    if (!isCounted(before) && !isCounted(after)) return;
    const periods = await this.#periodsOf(userId);
    const deltas = [...taskDaysOf(before, periods, -1), ...taskDaysOf(after, periods, 1)];
    await this.#add(userId, deltas);
  }

  /** A task went to another project and takes its time along. */
  async moveTask(userId: string, before: Task, after: Row<Task>): Promise<void> {
    const seconds = await this.#options.rollups.taskSeconds(userId, after.id);
    if (seconds === 0) return;
    await this.#options.rollups.addProjectTotals(userId, [
      { projectId: before.projectId, seconds: -seconds },
      { projectId: after.projectId, seconds },
    ]);
  }

  /** The user's zone changed: what was tracked after that instant, by a clock that runs ahead, moves along. */
  async relabel(userId: string, before: ZonePeriods, after: ZonePeriods): Promise<void> {
    const from = differFrom(before, after);
    if (!Number.isFinite(from)) return;
    const entries = await this.#options.entries.list(userId, {
      where: [{ field: 'endedAt', op: 'after', value: new Date(from).toISOString() }],
    });
    await this.#add(
      userId,
      entries.flatMap((entry) => [...taskDaysOf(entry, before, -1), ...taskDaysOf(entry, after, 1)]),
    );
  }

  /** The sums as they are stored. */
  stored(userId: string): Promise<Rollup> {
    return this.#options.rollups.read(userId);
  }

  /** The sums as they must be, from the entries alone. */
  async expected(userId: string): Promise<Rollup> {
    const { entries, tasks } = this.#options;
    const periods = await this.#periodsOf(userId);
    const finished = await entries.list(userId, { where: [{ field: 'endedAt', op: 'is-not-null' }] });
    const days = netTaskDays(finished.flatMap((entry) => taskDaysOf(entry, periods, 1)));
    return { taskDays: days, projectTotals: await projectTotalsOf(userId, days, tasks) };
  }

  /** Writes the sums anew. */
  async rebuild(userId: string): Promise<void> {
    await this.#options.rollups.replace(userId, await this.expected(userId));
  }

  async #add(userId: string, deltas: readonly TaskDay[]): Promise<void> {
    const { rollups, tasks } = this.#options;
    const days = netTaskDays(deltas);
    await rollups.addTaskDays(userId, days);
    await rollups.addProjectTotals(userId, await projectTotalsOf(userId, days, tasks));
  }

  async #periodsOf(userId: string): Promise<ZonePeriods> {
    const settings = await this.#options.settings.find(userId, userId);
    return settings?.zonePeriods ?? [{ from: null, timeZone: 'UTC' }];
  }
}

function isCounted(entry: Row<TimeEntry> | null): boolean {
  return entry !== null && entry.deletedAt === null && entry.endedAt !== null;
}

function taskDaysOf(entry: Row<TimeEntry> | null, periods: ZonePeriods, sign: 1 | -1): TaskDay[] {
  if (!entry || !isCounted(entry) || entry.endedAt === null) return [];
  const { taskId } = entry;
  const slices = daySlices(Date.parse(entry.startedAt), Date.parse(entry.endedAt), periods);
  return slices.map(({ day, seconds }) => ({ day, taskId, seconds: sign * seconds }));
}

/** One delta per day and task, without those that cancel out, sorted. */
function netTaskDays(deltas: readonly TaskDay[]): TaskDay[] {
  const sums = new Map<string, TaskDay>();
  for (const delta of deltas) {
    const key = `${delta.day}/${delta.taskId ?? ''}`;
    sums.set(key, { ...delta, seconds: delta.seconds + (sums.get(key)?.seconds ?? 0) });
  }
  const sorted = [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, delta]) => delta);
  return sorted.filter(({ seconds }) => seconds !== 0);
}

async function projectTotalsOf(
  userId: string,
  days: readonly TaskDay[],
  tasks: RowRepository<Task>,
): Promise<ProjectTotal[]> {
  const byTask = new Map<string | null, number>();
  for (const { taskId, seconds } of days) byTask.set(taskId, (byTask.get(taskId) ?? 0) + seconds);
  const byProject = new Map<string | null, number>();
  for (const [taskId, seconds] of byTask) {
    // A deleted task keeps its project, so its time stays there.
    const projectId = taskId === null ? null : ((await tasks.find(userId, taskId))?.projectId ?? null);
    byProject.set(projectId, (byProject.get(projectId) ?? 0) + seconds);
  }
  return [...byProject]
    .map(([projectId, seconds]) => ({ projectId, seconds }))
    .filter(({ seconds }) => seconds !== 0)
    .sort((a, b) => ((a.projectId ?? '') < (b.projectId ?? '') ? -1 : 1));
}
