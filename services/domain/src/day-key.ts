import { type Day, addDays, utcDay, utcMidnight } from './calendar-day.ts';
import { offsetAt, offsetsOfUtcDay } from './zone-offsets.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
// No zone was ever further from UTC than this.
const furthestOffset = 16 * hourMs;

/**
 * The first instant (ms) of a day: its first midnight, or the jump that skips it.
 * Days partition time, so a day that a zone left out starts when the next one does.
 * @throws RangeError when the zone is unknown
 */
export function startOfDay(day: Day, timeZone: string): number {
  const midnight = utcMidnight(day);
  const last = Math.floor((midnight + furthestOffset) / dayMs);
  let found = Number.NaN;
  for (
    let utc = Math.floor((midnight - furthestOffset) / dayMs);
    utc <= last && Number.isNaN(found);
    utc += 1
  ) {
    const spans = offsetsOfUtcDay(timeZone, utc);
    for (const [index, span] of spans.entries()) {
      const end = spans[index + 1]?.from ?? (utc + 1) * dayMs;
      if (end + span.offset <= midnight) continue;
      found = Math.max(span.from, midnight - span.offset);
      break;
    }
  }
  return found;
}

/** The day an instant (ms) belongs to. */
export function dayKeyOf(instant: number, timeZone: string): Day {
  const wall = utcDay(instant + offsetAt(timeZone, instant));
  // The clock fell back over midnight: the repeated evening belongs to the day that has begun.
  const next = addDays(wall, 1);
  return instant >= startOfDay(next, timeZone) ? next : wall;
}

/** Length of a day in seconds: 82,800, 86,400 or 90,000, or what the zone's change made of it. */
export function dayLength(day: Day, timeZone: string): number {
  return (startOfDay(addDays(day, 1), timeZone) - startOfDay(day, timeZone)) / 1000;
}
