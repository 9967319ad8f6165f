import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from './calendar-day.ts';
import { weekOf, weekStart } from './week.ts';

describe('weeks', () => {
  it.each([
    ['2026-11-22', '2026-11-16'],
    ['2026-11-23', '2026-11-23'],
    ['2027-01-01', '2026-12-28'],
    ['2024-02-29', '2024-02-26'],
  ])('the week of %s starts on Monday %s', (day, monday) => {
    expect(weekStart(day)).toBe(monday);
  });

  it('hold each of their days, seven in a row', () => {
    fc.assert(
      fc.property(fc.nat(40_000), (count) => {
        const day = addDays('1970-01-01', count);
        const week = weekOf(day);
        expect(week).toContain(day);
        expect(week).toEqual(week.map((_, index) => addDays(week[0] ?? '', index)));
        expect(week.map(weekStart)).toEqual(Array(7).fill(week[0]));
      }),
    );
  });
});
