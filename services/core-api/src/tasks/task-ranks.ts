import { rankBetween, ranksBetween } from '@goalixa/domain/rank.ts';
import type { Stamps } from '../accounts/stamps.ts';
import { type Row, patchedRow } from '../rows/row.ts';
import type { RowRepository } from '../rows/row-repository.ts';
import type { Task } from './task-spec.ts';

/** Each move into the same gap makes ranks longer; from here on neighbours make room. */
const maxRankLength = 48;
/** Neighbours on either side that make room at first, and how many times more each time that was not enough. */
const firstReach = 16;
const growth = 8;

/**
 * Ranks of tasks in the order of (rank, id). Equal ranks may be met: a restored task comes back with its old one.
 * The account must be locked.
 */
export class TaskRanks {
  readonly #tasks: RowRepository<Task>;
  readonly #stamps: Stamps;

  constructor(tasks: RowRepository<Task>, stamps: Stamps) {
    this.#tasks = tasks;
    this.#stamps = stamps;
  }

  /** A rank after all tasks. It never grows long: it counts up the last one's integer part. */
  async last(userId: string): Promise<string> {
    const [last] = await this.#tasks.list(userId, { limit: 1, reverse: true });
    return rankBetween(last?.rank ?? null, null);
  }

  /** The rank that puts a task right after an anchor, null: first. Writes neighbours where there is no room. */
  async after(userId: string, task: Row<Task>, anchor: Row<Task> | null): Promise<string> {
    // Two, as the task may be the next one itself: then it stays.
    const following = await this.#tasks.list(userId, { ...positionOf(anchor), limit: 2 });
    if (following[0]?.id === task.id) return task.rank;
    const low = anchor?.rank ?? null;
    const high = following[0]?.rank ?? null;
    if (low === null || high === null || low < high) {
      const rank = rankBetween(low, high);
      if (rank.length <= maxRankLength) return rank;
    }
    return this.#makeRoom(userId, task, anchor);
  }

  /** Spreads the tasks around the anchor, the task among them, evenly between those beyond, which stay. */
  async #makeRoom(userId: string, task: Row<Task>, anchor: Row<Task> | null): Promise<string> {
    for (let reach = firstReach; ; reach *= growth) {
      const before = anchor ? await this.#preceding(userId, task, anchor, reach + 1) : [];
      const after = await this.#following(userId, task, anchor, reach + 1);
      const run = [...before.slice(0, reach).reverse(), task, ...after.slice(0, reach)];
      const ranks = ranksWithin(before[reach]?.rank ?? null, after[reach]?.rank ?? null, run.length);
      if (!ranks) continue;
      const ranked = run.map((row, index) => ({ row, rank: ranks[index] ?? row.rank }));
      const moved = ranked.filter(({ row, rank }) => row.id !== task.id && row.rank !== rank);
      const stamps = await this.#stamps.nextMany(userId, moved.length);
      const rows = stamps.flatMap((stamp, index) =>
        moved.slice(index, index + 1).map(({ row, rank }) => patchedRow(row, { rank }, stamp)),
      );
      await this.#tasks.saveAll(userId, rows);
      return ranked.find(({ row }) => row.id === task.id)?.rank ?? task.rank;
    }
  }

  /** The anchor and those before it, nearest first, without the task. */
  async #preceding(userId: string, task: Row<Task>, anchor: Row<Task>, count: number): Promise<Row<Task>[]> {
    const found = await this.#tasks.list(userId, { ...positionOf(anchor), reverse: true, limit: count });
    return [anchor, ...found].filter(({ id }) => id !== task.id).slice(0, count);
  }

  /** Those after the anchor, nearest first, without the task. */
  async #following(
    userId: string,
    task: Row<Task>,
    anchor: Row<Task> | null,
    count: number,
  ): Promise<Row<Task>[]> {
    const found = await this.#tasks.list(userId, { ...positionOf(anchor), limit: count + 1 });
    return found.filter(({ id }) => id !== task.id).slice(0, count);
  }
}

/** Ranks that leave room for many moves more; null when these bounds are too close, or equal. */
function ranksWithin(low: string | null, high: string | null, count: number): string[] | null {
  if (low !== null && high !== null && low >= high) return null;
  const ranks = ranksBetween(low, high, count);
  const isAll = low === null && high === null;
  return isAll || ranks.every((rank) => rank.length <= maxRankLength / 2) ? ranks : null;
}

function positionOf(row: Row<Task> | null): { readonly after?: readonly [string, string] } {
  return row ? { after: [row.rank, row.id] } : {};
}
