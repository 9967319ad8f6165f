import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from '@goalixa/domain/calendar-day.ts';
import { secondsBetween } from '@goalixa/domain/day-slices.ts';
import { secondsByGoal, sumOfDays } from '../app/time-sums.js';
import type { RowType, RowTypes } from '../app/rows.js';
import type { Store } from '../app/store.js';

const zones = ['Asia/Tehran', 'Pacific/Auckland', 'America/St_Johns', 'UTC'];
const start = Date.parse('2026-03-01T00:00:00Z');
const meta = { version: 1, createdAt: '', updatedAt: '', deletedAt: null };

/** A store of just these rows. */
function storeOf(
  rows: { readonly [T in RowType]?: readonly RowTypes[T][] },
  deleted = new Map<string, string>(),
): Store {
  const list = (type: RowType) => rows[type] ?? [];
  const row = (type: RowType, id: string | null) => list(type).find((one) => one.id === id) ?? null;
  return { userId: 'user', list, row, projectsOfDeleted: deleted } as unknown as Store;
}

const settings = (timeZone: string) => ({
  ...meta,
  id: 'user',
  timeZone,
  locale: null,
  zonePeriods: [{ from: null, timeZone }],
});
const iso = (ms: number) => new Date(ms).toISOString();
const entry = (id: string, taskId: string | null, from: number, to: number | null) => ({
  ...{ ...meta, id, taskId },
  startedAt: iso(from),
  endedAt: to === null ? null : iso(to),
});

const projects = [
  { ...meta, id: 'p', name: 'Plan', goalId: 'g' },
  { ...meta, id: 'q', name: 'Quiet', goalId: null },
];
const tasks = ['p', 'q', null].map((projectId, index) => ({
  ...{ ...meta, id: `t${index}`, title: '', projectId, doneAt: null, rank: `a${index}` },
}));

describe('sums of tracked time', () => {
  it('add up to all that was tracked, by day as by project, in every zone', () => {
    const interval = fc.record({
      taskId: fc.constantFrom('t0', 't1', 't2', 'gone', null),
      from: fc.nat({ max: 60 * 86_400_000 }),
      length: fc.nat({ max: 3 * 86_400_000 }),
    });
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.array(interval, { maxLength: 20 }), (zone, intervals) => {
        const entries = intervals.map(({ taskId, from, length }, index) =>
          entry(String(index), taskId, start + from, start + from + length),
        );
        const store = storeOf({
          settings: [settings(zone)],
          projects,
          tasks,
          'time-entries': entries,
        } as never);
        const all = entries.map(({ startedAt, endedAt }) =>
          secondsBetween(Date.parse(startedAt), Date.parse(endedAt ?? '')),
        );
        const tracked = all.reduce((sum, seconds) => sum + seconds, 0);
        const sums = sumOfDays(store, '2026-02-01', '2026-06-30', start);
        expect(sums.total).toBe(tracked);
        expect(sums.projects.reduce((sum, { seconds }) => sum + seconds, 0)).toBe(tracked);
        const byGoal = [...secondsByGoal(store, start).values()].reduce((sum, seconds) => sum + seconds, 0);
        expect(byGoal).toBe(tracked);
        const daily = Array.from({ length: 150 }, (_, index) => addDays('2026-02-01', index));
        expect(daily.reduce((sum, day) => sum + sumOfDays(store, day, day, start).total, 0)).toBe(tracked);
      }),
      { numRuns: 30 },
    );
  });

  it('count the running entry up to now, and the time of a deleted task for its project', () => {
    const entries = [entry('1', 't0', start, null), entry('2', 'gone', start, start + 60_000)];
    const rows = { settings: [settings('UTC')], projects, tasks, 'time-entries': entries } as never;
    const store = storeOf(rows, new Map([['gone', 'q']]));
    const { projects: sums, total } = sumOfDays(store, '2026-03-01', '2026-03-01', start + 90_000);
    expect(total).toBe(150);
    expect(sums).toEqual([
      { projectId: 'p', name: 'Plan', seconds: 90 },
      { projectId: 'q', name: 'Quiet', seconds: 60 },
    ]);
  });
});
