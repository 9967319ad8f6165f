import type { Stamps } from '../accounts/stamps.ts';
import type { Row } from '../rows/row.ts';
import type { Condition } from '../rows/row-query.ts';
import type { RowRepository } from '../rows/row-repository.ts';
import type { Page, RowService } from '../rows/row-service.ts';
import { TaskRanks } from './task-ranks.ts';
import type { Task } from './task-spec.ts';

/** Tasks as rows, and their order. */
export class TaskService {
  readonly #rows: RowService<Task>;
  readonly #ranks: TaskRanks;
  readonly #stamps: Stamps;

  constructor(rows: RowService<Task>, tasks: RowRepository<Task>, stamps: Stamps) {
    this.#rows = rows;
    this.#ranks = new TaskRanks(tasks, stamps);
    this.#stamps = stamps;
  }

  get(userId: string, id: string): Promise<Row<Task>> {
    return this.#rows.get(userId, id);
  }

  page(
    userId: string,
    query: { limit: number; cursor?: string | undefined; where?: readonly Condition<Task>[] },
  ): Promise<Page<Row<Task>>> {
    return this.#rows.page(userId, query);
  }

  /** A new task comes last. */
  create(
    userId: string,
    id: string | undefined,
    build: (at: string) => Task | Promise<Task>,
  ): Promise<Row<Task>> {
    return this.#rows.create(userId, id, async (at) => ({
      ...(await build(at)),
      rank: await this.#ranks.last(userId),
    }));
  }

  patch(
    userId: string,
    id: string,
    seen: number | null,
    build: (row: Row<Task>, at: string) => Partial<Task>,
  ): Promise<Row<Task>> {
    return this.#rows.patch(userId, id, seen, build);
  }

  remove(userId: string, id: string, seen: number): Promise<void> {
    return this.#rows.remove(userId, id, seen);
  }

  restore(userId: string, id: string): Promise<Row<Task>> {
    return this.#rows.restore(userId, id);
  }

  /** Marks as done or open; a task that is so already keeps its instant. */
  setDone(userId: string, id: string, done: boolean): Promise<Row<Task>> {
    return this.patch(userId, id, null, (task, at) => ({ doneAt: doneAtOf(task, done, at) }));
  }

  /**
   * Puts a task right after another; null: first.
   * @throws AppError `not_found` (404) for either
   */
  async move(userId: string, id: string, afterId: string | null): Promise<Row<Task>> {
    // The lock first: parallel moves queue here and each meets the order that the one before left.
    await this.#stamps.lock(userId);
    const task = await this.get(userId, id);
    if (afterId === id) return task;
    const anchor = afterId === null ? null : await this.get(userId, afterId);
    const rank = await this.#ranks.after(userId, task, anchor);
    return this.patch(userId, id, null, () => ({ rank }));
  }
}

/** When a task counts as done, after it was set done or open at an instant. */
export function doneAtOf(task: Task, done: boolean, at: string): string | null {
  return done ? (task.doneAt ?? at) : null;
}
