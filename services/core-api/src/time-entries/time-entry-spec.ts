import type { RowSpec } from '../rows/row-spec.ts';

/** Tracked time as an interval, `endedAt` excluded; null while the timer runs. */
export type TimeEntry = {
  readonly taskId: string | null;
  readonly startedAt: string;
  readonly endedAt: string | null;
};

/** Longest entry that can be typed in; a forgotten timer may run longer. */
export const maxEntryMs = 31 * 86_400_000;

/** How far back a timer may start or stop: as long as a device may have been offline. */
export const timerBackMs = 30 * 86_400_000;

export const timeEntrySpec: RowSpec<TimeEntry> = {
  name: 'time-entries',
  table: 'time_entries',
  columns: {
    taskId: { name: 'task_id', type: 'uuid' },
    startedAt: { name: 'started_at', type: 'timestamptz' },
    endedAt: { name: 'ended_at', type: 'timestamptz' },
  },
  sort: { by: 'startedAt', descending: true },
};
