import { AppError } from '@goalixa/kit/app-error.ts';
import { kitErrors } from '@goalixa/kit/kit-errors.ts';
import type { Stamps } from '../accounts/stamps.ts';
import { coreErrors } from '../core-errors.ts';
import type { Rollups } from '../rollups/rollups.ts';
import type { RowRepository } from '../rows/row-repository.ts';
import type { RowHooks } from '../rows/row-service.ts';
import { requireNear } from './instant-range.ts';
import { type TimeEntry, maxEntryMs } from './time-entry-spec.ts';

/** Entries are sane intervals, one of them open at most, and the totals follow them. */
export function timeEntryHooks(
  entries: RowRepository<TimeEntry>,
  rollups: Rollups,
  stamps: Stamps,
): RowHooks<TimeEntry> {
  return {
    async check(userId, before, after) {
      requireNear(after.startedAt, '/startedAt', stamps.now());
      if (after.endedAt !== null) {
        requireNear(after.endedAt, '/endedAt', stamps.now());
        requireInterval(after.startedAt, after.endedAt, before?.endedAt != null);
      } else if (before?.deletedAt) {
        const open = await entries.list(userId, { where: [{ field: 'endedAt', op: 'is-null' }], limit: 1 });
        if (open.length > 0) throw new AppError(coreErrors.timer_running);
      }
    },
    changed: (userId, before, after) => rollups.entryChanged(userId, before, after),
  };
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
