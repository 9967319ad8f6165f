import { type Day, addDays } from './calendar-day.ts';
import { dayKeyOf, startOfDay } from './day-key.ts';
import { type ZonePeriods, zoneSpans } from './zone-periods.ts';

/** Seconds of an interval that fall on one day. */
export interface DaySlice {
  readonly day: Day;
  readonly seconds: number;
}

/**
 * Whole seconds between two instants (ms), counted by the seconds that begin in between.
 * Counting so, the parts of an interval always add up to the whole.
 */
export function secondsBetween(from: number, to: number): number {
  return Math.floor(to / 1000) - Math.floor(from / 1000);
}

/** Cuts an interval (ms, `to` excluded) at the user's day boundaries; days of no second are left out. */
export function daySlices(from: number, to: number, periods: ZonePeriods): DaySlice[] {
  const days = new Map<Day, number>();
  for (const span of zoneSpans(from, to, periods)) {
    let start = span.from;
    let day = dayKeyOf(start, span.timeZone);
    while (start < span.to) {
      const next = addDays(day, 1);
      const end = Math.min(span.to, startOfDay(next, span.timeZone));
      days.set(day, (days.get(day) ?? 0) + secondsBetween(start, end));
      start = end;
      day = next;
    }
  }
  return [...days].filter(([, seconds]) => seconds > 0).map(([day, seconds]) => ({ day, seconds }));
}
