import { type Day, addDays, utcMidnight } from './calendar-day.ts';
import { dayKeyOf, dayLength } from './day-key.ts';

/** A user's zone from an instant on (ISO 8601; null: since ever). */
export interface ZonePeriod {
  readonly from: string | null;
  readonly timeZone: string;
}

/** Oldest first, never empty. A change of zone adds a period, so the past keeps its labels. */
export type ZonePeriods = readonly [ZonePeriod, ...ZonePeriod[]];

/** A stretch of time in one zone; ms since 1970, `to` excluded. */
export interface ZoneSpan {
  readonly from: number;
  readonly to: number;
  readonly timeZone: string;
}

/** Cuts an interval (ms) where the user's zone changed. */
export function zoneSpans(from: number, to: number, periods: ZonePeriods): ZoneSpan[] {
  return periods
    .map((period, index) => ({
      from: Math.max(from, startOf(period)),
      to: Math.min(to, index + 1 < periods.length ? startOf(periods[index + 1]) : Infinity),
      timeZone: period.timeZone,
    }))
    .filter((span) => span.to > span.from);
}

/** The zone in force at an instant (ms). */
export function zoneAt(instant: number, periods: ZonePeriods): string {
  return (periods.findLast((period) => startOf(period) <= instant) ?? periods[0]).timeZone;
}

/** The user's day of an instant (ms). */
export function dayKeyAt(instant: number, periods: ZonePeriods): Day {
  return dayKeyOf(instant, zoneAt(instant, periods));
}

/** Opens a new period at an instant (ms); a second change at the same instant replaces the first. */
export function changeZone(periods: ZonePeriods, instant: number, timeZone: string): ZonePeriods {
  const [first, ...later] = periods;
  const from = new Date(instant).toISOString();
  return [first, ...later.filter((period) => startOf(period) < instant), { from, timeZone }];
}

/** Whether the user's zone of that time left a day out: Apia had no 30 December 2011. */
export function dayWasSkipped(day: Day, periods: ZonePeriods): boolean {
  return dayLength(day, zoneAt(utcMidnight(day), periods)) === 0;
}

/** The day before, leaving out days that the zone skipped. */
export function previousDay(day: Day, timeZone: string): Day {
  const before = addDays(day, -1);
  return dayLength(before, timeZone) > 0 ? before : addDays(day, -2);
}

function startOf(period: ZonePeriod | undefined): number {
  return period?.from ? Date.parse(period.from) : -Infinity;
}
