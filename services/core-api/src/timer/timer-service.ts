import { AppError } from '@goalixa/kit/app-error.ts';
import type { Stamps } from '../accounts/stamps.ts';
import { coreErrors } from '../core-errors.ts';
import type { Row } from '../rows/row.ts';
import type { RowRepository } from '../rows/row-repository.ts';
import type { RowService } from '../rows/row-service.ts';
import { requireNear } from '../time-entries/instant-range.ts';
import { type TimeEntry, timerBackMs } from '../time-entries/time-entry-spec.ts';

export interface TimerStart {
  readonly id?: string | undefined;
  readonly taskId?: string | null | undefined;
  /** When the user started, by the client's clock; now when absent. */
  readonly startedAt?: string | undefined;
}

/** The one timer of a user: the open entry. */
export class TimerService {
  readonly #entries: RowService<TimeEntry>;
  readonly #repository: RowRepository<TimeEntry>;
  readonly #stamps: Stamps;

  constructor(entries: RowService<TimeEntry>, repository: RowRepository<TimeEntry>, stamps: Stamps) {
    this.#entries = entries;
    this.#repository = repository;
    this.#stamps = stamps;
  }

  /** The open entry. */
  async running(userId: string): Promise<Row<TimeEntry> | null> {
    const where = [{ field: 'endedAt', op: 'is-null' }] as const;
    const [entry] = await this.#repository.list(userId, { where, limit: 1 });
    return entry ?? null;
  }

  /**
   * Starts an entry; the running one ends at its start. A start that arrives late, from before the running one's
   * start, becomes an entry that ends where the running one began.
   * @throws AppError `instant_out_of_range` (422), `not_found` (404) for the task, `already_exists` (409)
   */
  async start(
    userId: string,
    { id, taskId = null, startedAt }: TimerStart,
  ): Promise<{ started: Row<TimeEntry>; ended: Row<TimeEntry> | null }> {
    // The lock first: parallel starts queue here and each meets the entry of the one before.
    await this.#stamps.lock(userId);
    const running = await this.running(userId);
    const now = this.#stamps.now();
    // Without an instant the caller means "from now on", even if another device's clock is a little ahead.
    const start = startedAt ?? laterOf(now, running?.startedAt ?? now);
    requireNear(start, '/startedAt', now, timerBackMs);
    const isLate = running !== null && start < running.startedAt;
    const ended =
      running && !isLate
        ? await this.#entries.patch(userId, running.id, null, () => ({ endedAt: start }))
        : null;
    const endedAt = isLate ? running.startedAt : null;
    const started = await this.#entries.create(userId, id, () => ({ taskId, startedAt: start, endedAt }));
    return { started, ended };
  }

  /**
   * Ends the running entry; never before its own start, whatever two clocks say.
   * @param at when the user stopped, by the client's clock; now when absent
   * @throws AppError `timer_not_running` (409), `instant_out_of_range` (422)
   */
  async stop(userId: string, at?: string): Promise<{ ended: Row<TimeEntry> }> {
    await this.#stamps.lock(userId);
    const now = this.#stamps.now();
    requireNear(at ?? now, '/at', now, timerBackMs);
    const running = await this.running(userId);
    if (!running) throw new AppError(coreErrors.timer_not_running);
    const endedAt = laterOf(at ?? now, running.startedAt);
    return { ended: await this.#entries.patch(userId, running.id, null, () => ({ endedAt })) };
  }
}

/** ISO 8601 UTC instants sort as text. */
function laterOf(a: string, b: string): string {
  return a > b ? a : b;
}
