import { type Day, addDays, utcMidnight } from './calendar-day.ts';

/** The Monday of a day's week (ISO 8601). */
export function weekStart(day: Day): Day {
  const sinceMonday = (new Date(utcMidnight(day)).getUTCDay() + 6) % 7;
  return addDays(day, -sinceMonday);
}

/** The seven days of a day's week, Monday first. */
export function weekOf(day: Day): Day[] {
  const monday = weekStart(day);
  return Array.from({ length: 7 }, (_, index) => addDays(monday, index));
}
