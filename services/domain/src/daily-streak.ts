import { type Day, addDays } from './calendar-day.ts';

/** What a habit's checks amount to, whatever day it is: the last run, and the best. */
export interface StreakRuns {
  readonly lastDay: Day | null;
  /** Length in days of the run that ends on `lastDay`. */
  readonly run: number;
  readonly best: number;
}

/** Days in a row. */
export interface Streak {
  readonly current: number;
  readonly best: number;
}

/**
 * The runs of a set of checked days.
 * @param isNeutral days that neither count nor break, such as a day the zone left out
 */
export function streakRuns(days: Iterable<Day>, isNeutral: (day: Day) => boolean = never): StreakRuns {
  let lastDay: Day | null = null;
  let run = 0;
  let best = 0;
  for (const day of [...new Set(days)].sort()) {
    run = lastDay !== null && follows(day, lastDay, isNeutral) ? run + 1 : 1;
    best = Math.max(best, run);
    lastDay = day;
  }
  return { lastDay, run, best };
}

/**
 * The streak as seen on a day. An open today never breaks: the run may have ended the day before.
 * @param previousDay the day before today that existed for the user
 */
export function streakOn({ lastDay, run, best }: StreakRuns, previousDay: Day): Streak {
  return { current: lastDay !== null && lastDay >= previousDay ? run : 0, best };
}

function follows(day: Day, earlier: Day, isNeutral: (day: Day) => boolean): boolean {
  return addDays(day, -1) <= earlier || precedingDay(day, isNeutral) <= earlier;
}

function precedingDay(day: Day, isNeutral: (day: Day) => boolean): Day {
  let before = addDays(day, -1);
  while (isNeutral(before)) before = addDays(before, -1);
  return before;
}

function never(): boolean {
  return false;
}
