import type { Project } from '../projects/project-spec.ts';
import type { RowRepository } from '../rows/row-repository.ts';
import type { Task } from '../tasks/task-spec.ts';
import type { ProjectSeconds, ProjectTotal, Rollup, RollupRepository, TaskDay } from './rollup-repository.ts';

interface Sums {
  readonly days: Map<string, TaskDay>;
  readonly totals: Map<string, ProjectTotal>;
}

export class MemoryRollupRepository implements RollupRepository {
  readonly #tasks: RowRepository<Task>;
  readonly #projects: RowRepository<Project>;
  readonly #users = new Map<string, Sums>();

  constructor(tasks: RowRepository<Task>, projects: RowRepository<Project>) {
    this.#tasks = tasks;
    this.#projects = projects;
  }

  addTaskDays(userId: string, deltas: readonly TaskDay[]): Promise<void> {
    const { days } = this.#sumsOf(userId);
    for (const delta of deltas) add(days, `${delta.day}/${delta.taskId ?? ''}`, delta);
    return Promise.resolve();
  }

  addProjectTotals(userId: string, deltas: readonly ProjectTotal[]): Promise<void> {
    const { totals } = this.#sumsOf(userId);
    for (const delta of deltas) add(totals, delta.projectId ?? '', delta);
    return Promise.resolve();
  }

  taskSeconds(userId: string, taskId: string): Promise<number> {
    const days = [...this.#sumsOf(userId).days.values()].filter((day) => day.taskId === taskId);
    return Promise.resolve(days.reduce((sum, { seconds }) => sum + seconds, 0));
  }

  async secondsByProject(userId: string, from: string, to: string): Promise<ProjectSeconds[]> {
    const sums = new Map<string, ProjectSeconds>();
    for (const { taskId, seconds } of this.#within(userId, from, to)) {
      const project = await this.#projectOf(userId, taskId);
      add(sums, project.projectId ?? '', { ...project, seconds });
    }
    return [...sums.values()].sort(
      (a, b) => b.seconds - a.seconds || compareIds(a.projectId ?? '~', b.projectId ?? '~'),
    );
  }

  secondsByDay(userId: string, from: string, to: string): Promise<{ day: string; seconds: number }[]> {
    const sums = new Map<string, { day: string; seconds: number }>();
    for (const { day, seconds } of this.#within(userId, from, to)) add(sums, day, { day, seconds });
    return Promise.resolve([...sums.values()].sort((a, b) => compareIds(a.day, b.day)));
  }

  read(userId: string): Promise<Rollup> {
    const { days, totals } = this.#sumsOf(userId);
    const sorted = <T>(sums: ReadonlyMap<string, T>) =>
      [...sums].sort(([a], [b]) => compareIds(a, b)).map(([, sum]) => sum);
    return Promise.resolve({ taskDays: sorted(days), projectTotals: sorted(totals) });
  }

  async replace(userId: string, rollup: Rollup): Promise<void> {
    this.#users.delete(userId);
    await this.addTaskDays(userId, rollup.taskDays);
    await this.addProjectTotals(userId, rollup.projectTotals);
  }

  #within(userId: string, from: string, to: string): TaskDay[] {
    return [...this.#sumsOf(userId).days.values()].filter(({ day }) => day >= from && day <= to);
  }

  async #projectOf(userId: string, taskId: string | null): Promise<Omit<ProjectSeconds, 'seconds'>> {
    const task = taskId === null ? null : await this.#tasks.find(userId, taskId);
    const project = task?.projectId ? await this.#projects.find(userId, task.projectId) : null;
    const isLive = project?.deletedAt === null;
    return isLive ? { projectId: project.id, name: project.name } : { projectId: null, name: null };
  }

  #sumsOf(userId: string): Sums {
    const sums = this.#users.get(userId) ?? { days: new Map(), totals: new Map() };
    this.#users.set(userId, sums);
    return sums;
  }
}

function add<T extends { readonly seconds: number }>(sums: Map<string, T>, key: string, delta: T): void {
  const seconds = (sums.get(key)?.seconds ?? 0) + delta.seconds;
  if (seconds === 0) sums.delete(key);
  else sums.set(key, { ...delta, seconds });
}

function compareIds(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
