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
function zoneAt(instant: number, periods: ZonePeriods): string {
  return (periods.findLast((period) => startOf(period) <= instant) ?? periods[0]).timeZone;
}

/**
 * Opens a new period at an instant (ms). No instant before it gets another day: of the period that ends here only
 * a trace is left out that no day tells of.
 */
export function changeZone(periods: ZonePeriods, instant: number, timeZone: string): ZonePeriods {
  const [first, ...rest] = periods;
  const later = rest.filter((period) => startOf(period) < instant);
  const ending = later.at(-1);
  if (ending && isWithoutEffect(ending, later.at(-2) ?? first, instant)) later.pop();
  if ((later.at(-1) ?? first).timeZone === timeZone) return [first, ...later];
  return [first, ...later, { from: new Date(instant).toISOString(), timeZone }];
}

/** The instant (ms) from which on two lists may differ; Infinity when they are the same. */
export function differFrom(one: ZonePeriods, other: ZonePeriods): number {
  for (let index = 0; index < Math.max(one.length, other.length); index += 1) {
    const [a, b] = [one[index], other[index]];
    if (a && b && a.from === b.from && a.timeZone === b.timeZone) continue;
    return Math.min(a ? startOf(a) : Infinity, b ? startOf(b) : Infinity);
  }
  return Infinity;
}

/** Whether a period that ended at an instant gave all its time the day that the one before would have given it. */
function isWithoutEffect(period: ZonePeriod, before: ZonePeriod, end: number): boolean {
  const ends = [startOf(period), end - 1];
  const days = ends.flatMap((at) => [dayKeyOf(at, period.timeZone), dayKeyOf(at, before.timeZone)]);
  return new Set(days).size === 1;
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
