import { addDays } from '@goalixa/domain/calendar-day.ts';
import { weekOf } from '@goalixa/domain/week.ts';

/**
 * @typedef {{ view: 'day' | 'week', day: string, days: readonly string[], from: string, to: string, before: string,
 *   after: string }} Range `before` and `after`: the first day of the neighbours
 */

/**
 * What a report is asked for.
 * @param {URLSearchParams} query `view` and `day`, the week of today when absent
 * @param {string} today `YYYY-MM-DD`
 * @returns {Range | null} null when there is no such day or view
 */
export function rangeOf(query, today) {
  const view = query.get('view') ?? 'week';
  const day = query.get('day') ?? today;
  if ((view !== 'day' && view !== 'week') || !isDay(day)) return null;
  const days = view === 'day' ? [day] : weekOf(day);
  const [from = day, to = day] = [days.at(0), days.at(-1)];
  return {
    view,
    day,
    days,
    from,
    to,
    before: addDays(from, -days.length),
    after: addDays(from, days.length),
  };
}

/** A day that there is, of a time that rows can have. @param {string} text */
function isDay(text) {
  return /^(19[7-9]\d|20\d\d|21\d\d)-\d\d-\d\d$/.test(text) && isReal(text);
}

/** @param {string} day */
function isReal(day) {
  const ms = Date.parse(day);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(day);
}
