import { createHash } from 'node:crypto';
import { addDays } from '@goalixa/domain/calendar-day.ts';
import { dayKeyOf, startOfDay } from '@goalixa/domain/day-key.ts';
import { demoContent } from './demo-content.ts';

/** One request below `/bff/app`. */
export interface DemoCommand {
  readonly method: 'POST' | 'PUT';
  readonly path: string;
  readonly body?: unknown;
  /** Idempotency-Key. */
  readonly key: string;
}

const { goals, projects, tasks, done, habits, slots } = demoContent;
const trackedDays = 14;
const checkedDays = 14;
const minuteMs = 60_000;

/**
 * What a person might have entered in the two weeks before `now`, and always the same for the same arguments.
 * @param timeZone IANA name; decides which day it is, and when days begin
 */
export function demoCommands(now: Date, timeZone: string): readonly DemoCommand[] {
  const ids = new Map<string, string>();
  const id = (name: string): string => {
    const known = ids.get(name) ?? demoId(now, ids.size, name);
    ids.set(name, known);
    return known;
  };
  const send = (method: DemoCommand['method'], path: string, body?: object): DemoCommand => ({
    method,
    path,
    ...(body && { body }),
    key: id(`key of ${method} ${path} ${JSON.stringify(body)}`),
  });
  const create = (path: string, name: string, body: object) => send('POST', path, { id: id(name), ...body });
  const today = dayKeyOf(now.getTime(), timeZone);
  return [
    ...goals.map(([title, targetHours]) => create('/goals', title, { title, targetHours })),
    ...projects.map(([name, goal]) =>
      create('/projects', name, { name, ...(goal ? { goalId: id(goal) } : {}) }),
    ),
    ...[...tasks, ...done].map(([title, project]) =>
      create('/tasks', title, { title, projectId: id(project) }),
    ),
    ...done.map(([title]) => send('POST', `/tasks/${id(title)}/done`)),
    ...trackedTime(now, timeZone, today).map(({ task, ...entry }) =>
      create('/time-entries', `entry ${entry.startedAt}`, { ...entry, taskId: id(task) }),
    ),
    ...habits.map((title) => create('/habits', title, { title })),
    ...habits.flatMap((habit, number) =>
      checksOf(today, number).map((day) => send('PUT', `/habits/${id(habit)}/checks/${day}`)),
    ),
  ];
}

interface TrackedTime {
  readonly task: string;
  readonly startedAt: string;
  readonly endedAt: string;
}

/** Two or three entries a day, none of which ends after `now`. */
function trackedTime(now: Date, timeZone: string, today: string): readonly TrackedTime[] {
  const days = Array.from({ length: trackedDays }, (_, ago) => ago);
  return days.flatMap((ago) => {
    const midnight = startOfDay(addDays(today, -ago), timeZone);
    return slots.flatMap(({ at, minutes, tasks: ofSlot }, slot): TrackedTime[] => {
      const start = midnight + (at + ((ago * 13) % 30)) * minuteMs;
      const end = start + (minutes + ((ago * 17 + slot * 11) % 40)) * minuteMs;
      const isSkipped = (ago + slot) % 5 === 3;
      if (isSkipped || end > now.getTime()) return [];
      return [{ task: ofSlot[ago % ofSlot.length] ?? ofSlot[0], startedAt: iso(start), endedAt: iso(end) }];
    });
  });
}

/** The days on which a habit was checked: the first two today, too; all but the first missed a day in a while. */
function checksOf(today: string, habit: number): readonly string[] {
  const daysAgo = Array.from({ length: checkedDays }, (_, ago) => ago);
  const isChecked = (ago: number) =>
    ago === 0 ? habit < 2 : habit === 0 ? ago <= 12 : (ago + habit) % (3 + habit) !== 0;
  return daysAgo.filter(isChecked).map((ago) => addDays(today, -ago));
}

const iso = (ms: number): string => new Date(ms).toISOString();

/** A UUIDv7 (RFC 9562) of that instant: a counter, so that ids sort as they were made, then a hash of the name. */
function demoId(now: Date, number: number, name: string): string {
  const time = now.getTime().toString(16).padStart(12, '0');
  const counter = number.toString(16).padStart(3, '0');
  const hash = createHash('sha256').update(`${now.toISOString()} ${name}`).digest('hex');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${counter}-8${hash.slice(3, 6)}-${hash.slice(6, 18)}`;
}
