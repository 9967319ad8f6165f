import { describe, expect, it } from '@jest/globals';
import { habitCheckId } from './habit-check-id.ts';
import { isTimeZone } from './time-zone.ts';
import {
  type ZonePeriods,
  changeZone,
  dayKeyAt,
  dayWasSkipped,
  previousDay,
  zoneAt,
} from './zone-periods.ts';

const berlin: ZonePeriods = [{ from: null, timeZone: 'Europe/Berlin' }];
const at = (text: string) => Date.parse(text);

describe('zone periods', () => {
  const moved = changeZone(berlin, at('2026-11-22T12:00Z'), 'Pacific/Auckland');

  it('label the past by the zone of that time', () => {
    expect(dayKeyAt(at('2026-11-22T11:59Z'), moved)).toBe('2026-11-22');
    expect(dayKeyAt(at('2026-11-22T12:00Z'), moved)).toBe('2026-11-23');
    expect(zoneAt(at('2000-01-01T00:00Z'), moved)).toBe('Europe/Berlin');
  });

  it('replace a change at the same instant', () => {
    expect(changeZone(moved, at('2026-11-22T12:00Z'), 'UTC')).toEqual([
      { from: null, timeZone: 'Europe/Berlin' },
      { from: '2026-11-22T12:00:00.000Z', timeZone: 'UTC' },
    ]);
  });

  it('know the days that a zone left out', () => {
    expect(dayWasSkipped('2011-12-30', [{ from: null, timeZone: 'Pacific/Apia' }])).toBe(true);
    expect(dayWasSkipped('2011-12-30', berlin)).toBe(false);
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
