import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from './calendar-day.ts';
import { dayKeyOf, dayLength, startOfDay } from './day-key.ts';

const zones = ['Asia/Tehran', 'Pacific/Auckland', 'America/St_Johns', 'Pacific/Apia', 'UTC'] as const;
const zone = fc.constantFrom(...zones);
const instant = fc.integer({ min: Date.UTC(1975, 0), max: Date.UTC(2040, 0) });
// Around the changes that the table below names, where mistakes live.
const oddInstant = fc
  .tuple(
    fc.constantFrom('2022-03-21T20:30Z', '2026-04-04T14:00Z', '2010-11-07T02:31Z', '2011-12-30T10:00Z'),
    fc.integer({ min: -7_200_000, max: 7_200_000 }),
  )
  .map(([at, shift]) => Date.parse(at) + shift);
const anyInstant = fc.oneof(instant, oddInstant);

describe('days', () => {
  it.each([
    ['Asia/Tehran', '2022-03-22', '2022-03-21T20:30:00.000Z', 23],
    ['Asia/Tehran', '2023-03-22', '2023-03-21T20:30:00.000Z', 24],
    ['Pacific/Auckland', '2026-04-05', '2026-04-04T11:00:00.000Z', 25],
    ['Pacific/Auckland', '2026-09-27', '2026-09-26T12:00:00.000Z', 23],
    ['America/St_Johns', '2026-03-08', '2026-03-08T03:30:00.000Z', 23],
    ['America/St_Johns', '2026-11-01', '2026-11-01T02:30:00.000Z', 25],
    ['America/St_Johns', '2010-11-07', '2010-11-07T02:30:00.000Z', 25],
    ['Pacific/Apia', '2011-12-29', '2011-12-29T10:00:00.000Z', 24],
    ['Pacific/Apia', '2011-12-30', '2011-12-30T10:00:00.000Z', 0],
    ['Pacific/Apia', '2011-12-31', '2011-12-30T10:00:00.000Z', 24],
    ['UTC', '2026-11-22', '2026-11-22T00:00:00.000Z', 24],
  ])('in %s the %s starts at %s and has %d hours', (timeZone, day, start, hours) => {
    expect(new Date(startOfDay(day, timeZone)).toISOString()).toBe(start);
    expect(dayLength(day, timeZone)).toBe(hours * 3600);
  });

  it('keep a repeated evening with the day that has begun', () => {
    // 2010-11-07 00:01 fell back to 23:01 of the 6th.
    expect(dayKeyOf(Date.parse('2010-11-07T02:29:59Z'), 'America/St_Johns')).toBe('2010-11-06');
    expect(dayKeyOf(Date.parse('2010-11-07T02:30:30Z'), 'America/St_Johns')).toBe('2010-11-07');
    expect(dayKeyOf(Date.parse('2010-11-07T03:00:00Z'), 'America/St_Johns')).toBe('2010-11-07');
  });

  it('hold exactly the instants from their start to the next start', () => {
    fc.assert(
      fc.property(anyInstant, zone, (at, timeZone) => {
        const day = dayKeyOf(at, timeZone);
        expect(startOfDay(day, timeZone)).toBeLessThanOrEqual(at);
        expect(startOfDay(addDays(day, 1), timeZone)).toBeGreaterThan(at);
      }),
      { numRuns: 2_000 },
    );
  });

  it('never go back as time goes on', () => {
    fc.assert(
      fc.property(anyInstant, fc.nat(172_800_000), zone, (at, later, timeZone) => {
        expect(dayKeyOf(at, timeZone) <= dayKeyOf(at + later, timeZone)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it('carry the date of the wall clock, but for an hour that the clock repeats', () => {
    fc.assert(
      fc.property(instant, zone, (at, timeZone) => {
        const wall = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(at);
        expect([wall, addDays(wall, 1)]).toContain(dayKeyOf(at, timeZone));
      }),
      { numRuns: 500 },
    );
  });

  it('refuse a zone that nobody knows', () => {
    expect(() => dayKeyOf(0, 'Mars/Olympus')).toThrow(RangeError);
  });
});
