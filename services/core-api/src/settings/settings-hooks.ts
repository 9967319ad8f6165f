import type { Rollups } from '../rollups/rollups.ts';
import type { RowHooks } from '../rows/row-service.ts';
import type { Settings } from './settings-spec.ts';

/** A change of zone counts from its instant on, also for time that a fast clock tracked after it. */
export function settingsHooks(rollups: Rollups): RowHooks<Settings> {
  return {
    async changed(userId, before, after) {
      if (!before || before.timeZone === after.timeZone) return;
      await rollups.relabel(userId, before.zonePeriods, after.zonePeriods);
    },
  };
}
