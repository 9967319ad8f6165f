import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from './calendar-day.ts';
import { streakOn, streakRuns } from './daily-streak.ts';
import { dayWasSkipped, previousDay } from './zone-periods.ts';

const today = '2026-11-22';
const ago = (count: number) => addDays(today, -count);
const days = fc.uniqueArray(fc.integer({ min: 0, max: 60 }), { maxLength: 61 }).map((list) => list.map(ago));

/** As the Core API puts it together: runs are stored, and seen on a day. */
function streakOf(checked: readonly string[], onDay: string, timeZone = 'UTC') {
  const runs = streakRuns(checked, (day) => dayWasSkipped(day, [{ from: null, timeZone }]));
  return streakOn(runs, previousDay(onDay, timeZone));
}

describe('a streak', () => {
  it.each([
    ['no day', [], 0, 0],
    ['today', [0], 1, 1],
    ['yesterday; an open today never breaks', [1], 1, 1],
    ['the day before yesterday', [2], 0, 1],
    ['three in a row to today', [0, 1, 2], 3, 3],
    ['a gap', [0, 1, 3, 4, 5], 2, 3],
    ['the same day twice', [0, 0, 1], 2, 2],
  ])('after %s', (_name, checked, current, best) => {
    expect(streakOf(checked.map(ago), today)).toEqual({ current, best });
  });

  it('is not broken by a day that the zone left out', () => {
    const apia = 'Pacific/Apia';
    const checked = ['2011-12-28', '2011-12-29', '2011-12-31'];
    expect(streakOf(checked, '2011-12-31', apia)).toEqual({ current: 3, best: 3 });
    expect(streakOf(checked.slice(0, 2), '2011-12-31', apia)).toEqual({ current: 2, best: 2 });
  });

  it('does not depend on the order of checks, and best is never less than current', () => {
    fc.assert(
      fc.property(days, (checked) => {
        const streak = streakOf(checked, today);
        expect(streakOf([...checked].reverse(), today)).toEqual(streak);
        expect(streak.best).toBeGreaterThanOrEqual(streak.current);
      }),
    );
  });

  it('grows by one when today is checked', () => {
    fc.assert(
      fc.property(days, (checked) => {
        const before = checked.filter((day) => day !== today);
        expect(streakOf([...before, today], today).current).toBe(streakOf(before, today).current + 1);
      }),
    );
  });

  it('finds the best run that counting by hand finds', () => {
    fc.assert(
      fc.property(days, (checked) => {
        const set = new Set(checked);
        const runFrom = (day: string): number => (set.has(day) ? 1 + runFrom(addDays(day, 1)) : 0);
        expect(streakRuns(checked).best).toBe(Math.max(0, ...checked.map(runFrom)));
      }),
    );
  });
});
