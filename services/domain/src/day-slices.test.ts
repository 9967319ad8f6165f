import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type DaySlice, daySlices, secondsBetween } from './day-slices.ts';
import { type ZonePeriods, changeZone } from './zone-periods.ts';

const zone = fc.constantFrom('Asia/Tehran', 'Pacific/Auckland', 'America/St_Johns', 'Pacific/Apia', 'UTC');
const instant = fc.oneof(
  fc.integer({ min: Date.UTC(2009, 0), max: Date.UTC(2027, 0) }),
  fc.integer({ min: Date.UTC(2011, 11, 28), max: Date.UTC(2012, 0, 2) }),
  fc.integer({ min: Date.UTC(2010, 10, 6), max: Date.UTC(2010, 10, 9) }),
);
const length = fc.nat(20 * 86_400_000);
const periods: fc.Arbitrary<ZonePeriods> = fc
  .tuple(zone, fc.array(fc.tuple(instant, zone), { maxLength: 3 }))
  .map(([first, changes]) =>
    changes
      .sort(([a], [b]) => a - b)
      .reduce<ZonePeriods>(
        (all, [at, timeZone]) => changeZone(all, at, timeZone),
        [{ from: null, timeZone: first }],
      ),
  );
const sum = (slices: readonly DaySlice[]) => slices.reduce((total, { seconds }) => total + seconds, 0);

describe('daySlices', () => {
  it('cuts at midnight of the zone', () => {
    const slices = daySlices(Date.parse('2026-11-22T21:00Z'), Date.parse('2026-11-22T23:30Z'), [
      { from: null, timeZone: 'Europe/Berlin' },
    ]);
    expect(slices).toEqual([
      { day: '2026-11-22', seconds: 7200 },
      { day: '2026-11-23', seconds: 1800 },
    ]);
  });

  it('gives a day that the zone left out nothing', () => {
    const apia: ZonePeriods = [{ from: null, timeZone: 'Pacific/Apia' }];
    const slices = daySlices(Date.parse('2011-12-30T09:00Z'), Date.parse('2011-12-30T11:00Z'), apia);
    expect(slices.map(({ day }) => day)).toEqual(['2011-12-29', '2011-12-31']);
  });

  it('adds up to the whole, to the second, whatever the zones', () => {
    fc.assert(
      fc.property(instant, length, periods, (from, ms, zones) => {
        expect(sum(daySlices(from, from + ms, zones))).toBe(secondsBetween(from, from + ms));
      }),
      { numRuns: 1_000 },
    );
  });

  it('gives the parts of an interval what it gives the whole', () => {
    fc.assert(
      fc.property(
        instant,
        length,
        fc.double({ min: 0, max: 1, noNaN: true }),
        periods,
        (from, ms, share, zones) => {
          const middle = from + Math.floor(ms * share);
          const parts = [...daySlices(from, middle, zones), ...daySlices(middle, from + ms, zones)];
          for (const { day, seconds } of daySlices(from, from + ms, zones)) {
            expect(sum(parts.filter((part) => part.day === day))).toBe(seconds);
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it('leaves what was before a change of zone as it was', () => {
    fc.assert(
      fc.property(instant, length, periods, zone, fc.nat(86_400_000), (from, ms, zones, later, gap) => {
        const last = Date.parse(zones.at(-1)?.from ?? '1970-01-01');
        const change = Math.max(last, from + ms) + gap;
        expect(daySlices(from, from + ms, changeZone(zones, change, later))).toEqual(
          daySlices(from, from + ms, zones),
        );
      }),
      { numRuns: 500 },
    );
  });
});
