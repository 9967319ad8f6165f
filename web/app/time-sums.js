import { dayKeyOf } from '@goalixa/domain/day-key.ts';
import { daySlices, secondsBetween } from '@goalixa/domain/day-slices.ts';
import { isTimeZone } from '@goalixa/domain/time-zone.ts';
import { utcMidnight } from '@goalixa/domain/calendar-day.ts';

/**
 * Sums of tracked time, from the rows on this device; the server's reports follow the same rules.
 *
 * @typedef {import('./store.js').Store} Store
 * @typedef {import('./rows.js').TimeEntry} TimeEntry
 * @typedef {{ projectId: string | null, name: string | null, seconds: number }} ProjectSum
 */

const dayMs = 86_400_000;

/** The entry that runs. @param {Store} store @returns {TimeEntry | null} */
export const runningEntry = (store) =>
  store.list('time-entries').find(({ endedAt }) => endedAt === null) ?? null;

/** What day it is for the user. @param {Store} store @param {number} now ms */
export const todayOf = (store, now) => dayKeyOf(now, zoneOf(store));

/** The user's day of an instant. @param {Store} store @param {string} instant ISO 8601 */
export const dayOf = (store, instant) => dayKeyOf(Date.parse(instant), zoneOf(store));

/** @param {Store} store @returns {string} IANA */
export const zoneOf = (store) => knownZone(settingsOf(store)?.timeZone ?? 'UTC');

/** @type {Map<string, string>} */
const zones = new Map();

/** UTC in place of a zone that this browser is too old to know. @param {string} name */
function knownZone(name) {
  const known = zones.get(name) ?? (isTimeZone(name) ? name : 'UTC');
  zones.set(name, known);
  return known;
}

/** @param {Store} store */
export const settingsOf = (store) => store.row('settings', store.userId);

/** @param {Store} store @returns {import('@goalixa/domain/zone-periods.ts').ZonePeriods} */
export function periodsOf(store) {
  const [first, ...rest] = settingsOf(store)?.zonePeriods ?? [{ from: null, timeZone: 'UTC' }];
  const known = (/** @type {import('@goalixa/domain/zone-periods.ts').ZonePeriod} */ period) => ({
    ...period,
    timeZone: knownZone(period.timeZone),
  });
  return [known(first), ...rest.map(known)];
}

/**
 * Seconds by day and project over a range of days, the running entry up to now included.
 * @param {Store} store
 * @param {string} from `YYYY-MM-DD` @param {string} to the last day @param {number} now ms
 * @returns {{ days: Map<string, number>, projects: ProjectSum[], total: number }} projects: most first
 */
export function sumOfDays(store, from, to, now) {
  const periods = periodsOf(store);
  /** @type {Map<string, number>} */
  const days = new Map();
  /** @type {Map<string | null, number>} */
  const projects = new Map();
  // No zone is further from UTC than a day. Instants compare as text, which spares most entries the parsing.
  const [earliest, latest] = [isoOf(utcMidnight(from) - dayMs), isoOf(utcMidnight(to) + 2 * dayMs)];
  for (const entry of store.list('time-entries')) {
    if (entry.startedAt > latest || (entry.endedAt !== null && entry.endedAt < earliest)) continue;
    const [start, end] = boundsOf(entry, now);
    for (const { day, seconds } of daySlices(start, end, periods)) {
      if (day < from || day > to) continue;
      add(days, day, seconds);
      add(projects, projectOf(store, entry.taskId), seconds);
    }
  }
  const total = [...days.values()].reduce((sum, seconds) => sum + seconds, 0);
  return {
    days,
    projects: [...projects].map(([id, seconds]) => sumFor(store, id, seconds)).sort(mostFirst),
    total,
  };
}

/**
 * Seconds that a goal's projects have got, ever; the running entry up to now included.
 * @param {Store} store
 * @param {number} now ms
 * @returns {Map<string | null, number>} by goal id
 */
export function secondsByGoal(store, now) {
  /** @type {Map<string | null, number>} */
  const sums = new Map();
  const count = (/** @type {string | null} */ taskId, /** @type {number} */ seconds) =>
    add(sums, store.row('projects', projectOf(store, taskId))?.goalId ?? null, seconds);
  for (const [taskId, seconds] of finishedByTask(store.list('time-entries'))) count(taskId, seconds);
  const running = runningEntry(store);
  if (running) count(running.taskId, secondsBetween(...boundsOf(running, now)));
  return sums;
}

/** @type {WeakMap<readonly TimeEntry[], Map<string | null, number>>} */
const finished = new WeakMap();

/** Seconds of finished entries, ever, by task: summed once for each state of the rows. @param {readonly TimeEntry[]} entries */
function finishedByTask(entries) {
  const known = finished.get(entries);
  if (known) return known;
  /** @type {Map<string | null, number>} */
  const sums = new Map();
  for (const entry of entries) {
    if (entry.endedAt !== null) add(sums, entry.taskId, secondsBetween(...boundsOf(entry, 0)));
  }
  finished.set(entries, sums);
  return sums;
}

/**
 * The live project that an entry counts for; time of a deleted task stays with its project.
 * @param {Store} store @param {string | null} taskId @returns {string | null}
 */
function projectOf(store, taskId) {
  if (taskId === null) return null;
  const task = store.row('tasks', taskId);
  const id = (task ? task.projectId : store.projectsOfDeleted.get(taskId)) ?? null;
  return store.row('projects', id) ? id : null;
}

/** @param {number} ms */
const isoOf = (ms) => new Date(ms).toISOString();

/** @param {TimeEntry} entry @param {number} now @returns {[number, number]} ms */
function boundsOf({ startedAt, endedAt }, now) {
  const start = Date.parse(startedAt);
  return [start, Math.max(start, endedAt === null ? now : Date.parse(endedAt))];
}

/** @param {Store} store @param {string | null} projectId @param {number} seconds @returns {ProjectSum} */
const sumFor = (store, projectId, seconds) => ({
  projectId,
  name: store.row('projects', projectId)?.name ?? null,
  seconds,
});

/** @param {ProjectSum} a @param {ProjectSum} b */
const mostFirst = (a, b) => b.seconds - a.seconds || ((a.projectId ?? '~') < (b.projectId ?? '~') ? -1 : 1);

/** @template K @param {Map<K, number>} sums @param {K} key @param {number} seconds */
const add = (sums, key, seconds) => void sums.set(key, (sums.get(key) ?? 0) + seconds);
