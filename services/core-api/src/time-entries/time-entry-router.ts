import type { CoreApi } from '../core-api.ts';
import type { Route } from '../http/route.ts';
import type { Condition } from '../rows/row-query.ts';
import { rowRoutes } from '../rows/row-router.ts';
import { timeEntryOperations } from './time-entry-operations.ts';
import { type TimeEntry, timeEntrySpec } from './time-entry-spec.ts';

/** Routes under `/v1/time-entries`. */
export function timeEntryRoutes(api: CoreApi): Route[] {
  return rowRoutes(api, timeEntrySpec, timeEntryOperations, {
    service: (container) => container.timeEntries,
    build: ({ taskId = null, startedAt, endedAt }): TimeEntry => ({ taskId, startedAt, endedAt }),
    patch: (body) => body,
    where: ({ from, to, taskId }) => {
      const conditions: Condition<TimeEntry>[] = [];
      if (from) conditions.push({ field: 'startedAt', op: 'from', value: from });
      if (to) conditions.push({ field: 'startedAt', op: 'before', value: to });
      if (taskId) conditions.push({ field: 'taskId', op: 'is', value: taskId });
      return conditions;
    },
  });
}
