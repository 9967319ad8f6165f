import { rankBetween } from '@goalixa/domain/rank.ts';
import type { Row } from '../rows/row.ts';
import type { Condition } from '../rows/row-query.ts';
import type { RowRepository } from '../rows/row-repository.ts';
import type { Page, RowService } from '../rows/row-service.ts';
import type { Task } from './task-spec.ts';

/** Tasks as rows, and their order. */
export class TaskService {
  readonly #rows: RowService<Task>;
  readonly #tasks: RowRepository<Task>;

  constructor(rows: RowService<Task>, tasks: RowRepository<Task>) {
    this.#rows = rows;
    this.#tasks = tasks;
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
    return this.#rows.create(userId, id, async (at) => {
      const [last] = await this.#tasks.list(userId, { limit: 1, reverse: true });
      return { ...(await build(at)), rank: rankBetween(last?.rank ?? null, null) };
    });
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
    if (afterId === id) return this.get(userId, id);
    const task = await this.get(userId, id);
    const before = afterId === null ? null : (await this.get(userId, afterId)).rank;
    const where: Condition<Task>[] = before === null ? [] : [{ field: 'rank', op: 'after', value: before }];
    // Two, as the moved task may be the next one itself.
    const following = await this.#tasks.list(userId, { where, limit: 2 });
    const next = following.find((other) => other.id !== task.id)?.rank ?? null;
    return this.patch(userId, id, null, () => ({ rank: rankBetween(before, next) }));
  }
}

/** When a task counts as done, after it was set done or open at an instant. */
export function doneAtOf(task: Task, done: boolean, at: string): string | null {
  return done ? (task.doneAt ?? at) : null;
}
