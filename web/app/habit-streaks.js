import { addDays } from '@goalixa/domain/calendar-day.ts';
import { streakOn, streakRuns } from '@goalixa/domain/daily-streak.ts';
import { dayWasSkipped, previousDay } from '@goalixa/domain/zone-periods.ts';
import { periodsOf, zoneOf } from './time-sums.js';

/** @typedef {import('./store.js').Store} Store */

/** @type {WeakMap<readonly import('./rows.js').HabitCheck[], Map<string, Set<string>>>} */
const byHabit = new WeakMap();

/** The days a habit was checked on. @param {Store} store @param {string} habitId @returns {ReadonlySet<string>} */
export function checkedDays(store, habitId) {
  const checks = store.list('habit-checks');
  let known = byHabit.get(checks);
  if (!known) {
    known = new Map();
    for (const check of checks)
      known.set(check.habitId, (known.get(check.habitId) ?? new Set()).add(check.day));
    byHabit.set(checks, known);
  }
  return known.get(habitId) ?? new Set();
}

/**
 * Days in a row, by the same rules as the server's.
 * @param {Store} store @param {string} habitId @param {string} today
 */
export function streakOf(store, habitId, today) {
  const periods = periodsOf(store);
  const runs = streakRuns(checkedDays(store, habitId), (day) => dayWasSkipped(day, periods));
  return streakOn(runs, previousDay(today, zoneOf(store)));
}

/** The last seven days, today last. @param {string} today @returns {string[]} */
export const lastSevenDays = (today) => Array.from({ length: 7 }, (_, index) => addDays(today, index - 6));
