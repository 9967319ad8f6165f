import { AppError } from '@goalixa/kit/app-error.ts';
import { kitErrors } from '@goalixa/kit/kit-errors.ts';
import type { Stamps } from '../accounts/stamps.ts';
import { coreErrors } from '../core-errors.ts';
import type { Rollups } from '../rollups/rollups.ts';
import type { Row } from '../rows/row.ts';
import type { RowRepository } from '../rows/row-repository.ts';
import type { RowHooks } from '../rows/row-service.ts';
import { requireNear } from './instant-range.ts';
import { type TimeEntry, maxEntryMs, timerBackMs } from './time-entry-spec.ts';

/** Entries are sane intervals, one of them open at most, and the totals follow them. */
export function timeEntryHooks(
  entries: RowRepository<TimeEntry>,
  rollups: Rollups,
  stamps: Stamps,
): RowHooks<TimeEntry> {
  return {
    async check(userId, before, after) {
      requireTimes(before, after, stamps.now());
      if (before?.deletedAt && after.endedAt === null) {
        const open = await entries.list(userId, { where: [{ field: 'endedAt', op: 'is-null' }], limit: 1 });
        if (open.length > 0) throw new AppError(coreErrors.timer_running);
      }
    },
    changed: (userId, before, after) => rollups.entryChanged(userId, before, after),
  };
}

/** Only what is set now: an entry that was taken as it is comes back, and changes its task, as it is. */
function requireTimes(before: Row<TimeEntry> | null, after: Row<TimeEntry>, now: string): void {
  const startDiffers = after.startedAt !== before?.startedAt;
  const endDiffers = after.endedAt !== (before?.endedAt ?? null);
  // A timer may be left running for as long as it takes, but cannot be made to have run for years.
  const isTimer = (before ?? after).endedAt === null;
  if (startDiffers) requireNear(after.startedAt, '/startedAt', now, isTimer ? timerBackMs : Infinity);
  if (after.endedAt === null) return;
  if (endDiffers) requireNear(after.endedAt, '/endedAt', now);
  if (startDiffers || endDiffers) requireInterval(after.startedAt, after.endedAt, !isTimer);
}

function requireInterval(startedAt: string, endedAt: string, isEdited: boolean): void {
  const length = Date.parse(endedAt) - Date.parse(startedAt);
  const message =
    length < 0
      ? 'Must not be earlier than startedAt'
      : isEdited && length > maxEntryMs
        ? 'An entry edited by hand lasts at most 31 days'
        : null;
  if (message) throw new AppError(kitErrors.input_invalid, { errors: [{ pointer: '/endedAt', message }] });
}
