/** A calendar day, `YYYY-MM-DD`. */
export type Day = string;

const dayMs = 86_400_000;

/** Midnight UTC of a day, ms since 1970. */
export function utcMidnight(day: Day): number {
  return Date.parse(`${day}T00:00:00Z`);
}

/** The day whose UTC date an instant (ms) has. */
export function utcDay(instant: number): Day {
  return new Date(instant).toISOString().slice(0, 10);
}

/** The day `count` days later; earlier when negative. */
export function addDays(day: Day, count: number): Day {
  return utcDay(utcMidnight(day) + count * dayMs);
}
