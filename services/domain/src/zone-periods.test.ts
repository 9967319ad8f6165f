import { describe, expect, it } from '@jest/globals';
import { habitCheckId } from './habit-check-id.ts';
import { isTimeZone } from './time-zone.ts';
import {
  type ZonePeriods,
  changeZone,
  dayWasSkipped,
  differFrom,
  previousDay,
  zoneSpans,
} from './zone-periods.ts';

const berlin: ZonePeriods = [{ from: null, timeZone: 'Europe/Berlin' }];
const at = (text: string) => Date.parse(text);

describe('zone periods', () => {
  const moved = changeZone(berlin, at('2026-11-22T12:00Z'), 'Pacific/Auckland');

  it('label the past by the zone of that time', () => {
    const change = at('2026-11-22T12:00Z');
    expect(zoneSpans(at('2000-01-01T00:00Z'), change + 1, moved)).toEqual([
      { from: at('2000-01-01T00:00Z'), to: change, timeZone: 'Europe/Berlin' },
      { from: change, to: change + 1, timeZone: 'Pacific/Auckland' },
    ]);
  });

  it('replace a change at the same instant', () => {
    expect(changeZone(moved, at('2026-11-22T12:00Z'), 'UTC')).toEqual([
      { from: null, timeZone: 'Europe/Berlin' },
      { from: '2026-11-22T12:00:00.000Z', timeZone: 'UTC' },
    ]);
  });

  it('open none for the zone that is in force', () => {
    expect(changeZone(berlin, at('2026-11-22T12:00Z'), 'Europe/Berlin')).toEqual(berlin);
    expect(changeZone(moved, at('2026-11-22T12:00Z'), 'Europe/Berlin')).toEqual(berlin);
  });

  it('forget one that no day tells of, however often the zone changes within a day', () => {
    const noon = at('2026-11-22T12:00Z');
    const there = changeZone(berlin, noon, 'Asia/Tehran');
    expect(changeZone(there, noon + 7_200_000, 'Europe/Berlin')).toEqual(berlin);
    let periods = berlin;
    for (let n = 1; n <= 200; n += 1)
      periods = changeZone(periods, noon + n * 1000, n % 2 ? 'Asia/Tehran' : 'UTC');
    expect(periods.map(({ timeZone }) => timeZone)).toEqual(['Europe/Berlin', 'UTC']);
  });

  it('keep one in which another day began, or was already', () => {
    const evening = changeZone(berlin, at('2026-11-22T20:00Z'), 'Asia/Tehran');
    expect(changeZone(evening, at('2026-11-22T20:31Z'), 'Europe/Berlin')).toHaveLength(3);
    expect(changeZone(evening, at('2026-11-22T20:30Z'), 'Europe/Berlin')).toEqual(berlin);
    expect(changeZone(moved, at('2026-11-22T12:01Z'), 'Europe/Berlin')).toHaveLength(3);
  });

  it('tell from when on two lists may differ', () => {
    expect(differFrom(berlin, berlin)).toBe(Infinity);
    expect(differFrom(berlin, moved)).toBe(at('2026-11-22T12:00Z'));
    expect(differFrom(moved, berlin)).toBe(at('2026-11-22T12:00Z'));
    const later = changeZone(moved, at('2026-11-24T12:00Z'), 'UTC');
    expect(differFrom(later, changeZone(moved, at('2026-11-23T12:00Z'), 'UTC'))).toBe(
      at('2026-11-23T12:00Z'),
    );
  });

  it('know the days that a zone left out', () => {
    expect(dayWasSkipped('2011-12-30', [{ from: null, timeZone: 'Pacific/Apia' }])).toBe(true);
    expect(dayWasSkipped('2011-12-30', berlin)).toBe(false);
    const leftApia: ZonePeriods = [{ from: null, timeZone: 'Pacific/Apia' }];
    expect(dayWasSkipped('2011-12-30', changeZone(leftApia, at('2026-01-01T00:00Z'), 'UTC'))).toBe(true);
    expect(dayWasSkipped('2011-12-30', changeZone(berlin, at('2026-01-01T00:00Z'), 'Pacific/Apia'))).toBe(
      false,
    );
    expect(previousDay('2011-12-31', 'Pacific/Apia')).toBe('2011-12-29');
    expect(previousDay('2011-12-31', 'UTC')).toBe('2011-12-30');
  });
});

describe('isTimeZone', () => {
  it.each(['+03:30', '', 'Mars/Olympus', 'UTC+3', '../etc/passwd', 'Europe/'])('refuses %j', (name) => {
    expect(isTimeZone(name)).toBe(false);
  });

  it.each(['UTC', 'Europe/Berlin', 'America/Argentina/Buenos_Aires', 'Etc/GMT+3'])('knows %s', (name) => {
    expect(isTimeZone(name)).toBe(true);
  });
});

describe('habitCheckId', () => {
  it('is the same on every device, and another for each habit and day', () => {
    const habit = '019a0000-0000-7000-8000-000000000000';
    const id = habitCheckId(habit, '2026-11-22');
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5/);
    expect(habitCheckId(habit.toUpperCase(), '2026-11-22')).toBe(id);
    expect(habitCheckId(habit, '2026-11-23')).not.toBe(id);
  });
});
