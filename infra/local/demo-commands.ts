import { createHash } from 'node:crypto';
import { dayKeyOf } from '@goalixa/domain/day-key.ts';

/** One request below `/bff/app`. */
export interface DemoCommand {
  readonly method: 'POST' | 'PUT';
  readonly path: string;
  readonly body?: unknown;
  /** Idempotency-Key. */
  readonly key: string;
}

const goals = [
  ['Run a half marathon', 60],
  ['Speak Portuguese', 150],
] as const;

const projects = [
  ['Training plan', 'Run a half marathon'],
  ['Language course', 'Speak Portuguese'],
  ['Household', null],
] as const;

const tasks = [
  ['Easy run, 5 km', 'Training plan'],
  ['Intervals, 6 x 400 m', 'Training plan'],
  ['Book the race', 'Training plan'],
  ['Lesson 12: past tense', 'Language course'],
  ['Vocabulary: at the market', 'Language course'],
  ['Repair the bicycle', 'Household'],
] as const;

const habits = ['Ten minutes of vocabulary', 'Stretch', 'Asleep before eleven'] as const;

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/**
 * What a person might have entered in the week before `now`, and always the same for the same arguments.
 * @param timeZone IANA name; decides on which days habits were checked
 */
export function demoCommands(now: Date, timeZone: string): readonly DemoCommand[] {
  const id = (name: string) => demoId(now, name);
  const create = (path: string, name: string, body: object): DemoCommand => ({
    method: 'POST',
    path,
    body: { id: id(name), ...body },
    key: demoId(now, `key of ${name}`),
  });
  return [
    ...goals.map(([title, targetHours]) => create('/goals', title, { title, targetHours })),
    ...projects.map(([name, goal]) =>
      create('/projects', name, { name, ...(goal ? { goalId: id(goal) } : {}) }),
    ),
    ...tasks.map(([title, project]) => create('/tasks', title, { title, projectId: id(project) })),
    ...trackedTime(now).map((entry) =>
      create('/time-entries', entry.name, { ...entry.body, taskId: id(entry.task) }),
    ),
    ...habits.map((title) => create('/habits', title, { title })),
    ...habits.flatMap((habit, i) =>
      checkedDays(now, timeZone, i).map((day): DemoCommand => {
        return {
          method: 'PUT',
          path: `/habits/${id(habit)}/checks/${day}`,
          key: id(`key of ${habit} ${day}`),
        };
      }),
    ),
  ];
}

/** Two entries on each of the seven days before, none running. */
function trackedTime(
  now: Date,
): { name: string; task: string; body: { startedAt: string; endedAt: string } }[] {
  return Array.from({ length: 14 }, (_, i) => {
    const [task] = tasks[i % tasks.length] ?? tasks[0];
    const end = now.getTime() - Math.floor(i / 2) * dayMs - (30 + (i % 2) * 150) * minuteMs;
    const start = end - (25 + ((i * 17) % 50)) * minuteMs;
    return { name: `entry ${i}`, task, body: { startedAt: iso(start), endedAt: iso(end) } };
  });
}

/** The days before today, one missed in a while, so that streaks differ. */
function checkedDays(now: Date, timeZone: string, habit: number): readonly string[] {
  const daysAgo = [1, 2, 3, 4, 5, 6].filter((n) => (n + habit) % 4 !== 0 || habit === 0);
  return daysAgo.map((n) => dayKeyOf(now.getTime() - n * dayMs, timeZone));
}

const iso = (ms: number): string => new Date(ms).toISOString();

/** A UUIDv7 (RFC 9562) of that instant whose random part is a hash of the name. */
function demoId(now: Date, name: string): string {
  const time = now.getTime().toString(16).padStart(12, '0');
  const hash = createHash('sha256').update(`${now.toISOString()} ${name}`).digest('hex');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hash.slice(0, 3)}-8${hash.slice(3, 6)}-${hash.slice(6, 18)}`;
}
