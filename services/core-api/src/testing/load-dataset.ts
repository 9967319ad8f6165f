import { addDays } from '@goalixa/domain/calendar-day.ts';
import { streakRuns } from '@goalixa/domain/daily-streak.ts';
import { dayKeyOf } from '@goalixa/domain/day-key.ts';
import { habitCheckId } from '@goalixa/domain/habit-check-id.ts';
import { ranksBetween } from '@goalixa/domain/rank.ts';
import { v7 } from 'uuid';
import { memoryRepositories } from '../repositories.memory.ts';
import { Rollups } from '../rollups/rollups.ts';
import { rowSpecs } from '../row-specs.ts';
import type { Queryable } from '../rows/queryable.ts';
import { type Row, newRow } from '../rows/row.ts';
import { type RowSpec, metaColumns } from '../rows/row-spec.ts';
import { seededRandom } from './seeded-random.ts';

export interface DatasetOptions {
  readonly userId: string;
  readonly tasks: number;
  readonly habits: number;
  readonly entries: number;
  /** ms since 1970; the data leads up to it. */
  readonly now: number;
  readonly timeZone?: string;
  readonly seed?: number;
}

/** What was loaded. */
export interface Dataset {
  readonly userId: string;
  /** The user's day of `now`. */
  readonly today: string;
  readonly counts: Readonly<Record<string, number>>;
}

const goals = 20;
const projects = 50;
const checkedDays = 90;
const entryDays = 365;
const hourMs = 3_600_000;

/**
 * Loads one user with a long history past the API, the same for the same options: half of the tasks are open,
 * habits were checked on most of the last 90 days, entries of 5 to 95 minutes fill a year. Sums and streaks are
 * those that the services would have kept.
 * @param db a pool or connection that may insert; give `analyze` to the tables afterwards before you time anything
 */
export async function loadDataset(db: Queryable, options: DatasetOptions): Promise<Dataset> {
  const { userId, now, timeZone = 'Europe/Berlin' } = options;
  const today = dayKeyOf(now, timeZone);
  const rows = makeRows(options, timeZone, today);
  const all = Object.values(rows);
  await db.query('insert into accounts (user_id, change_counter) values ($1, $2)', [
    userId,
    all.reduce((sum, kind) => sum + kind.length, 0),
  ]);
  await insertRows(db, userId, rowSpecs.settings, rows.settings);
  await insertRows(db, userId, rowSpecs.goals, rows.goals);
  await insertRows(db, userId, rowSpecs.projects, rows.projects);
  await insertRows(db, userId, rowSpecs.tasks, rows.tasks);
  await insertRows(db, userId, rowSpecs.timeEntries, rows.timeEntries);
  await insertRows(db, userId, rowSpecs.habits, rows.habits);
  await insertRows(db, userId, rowSpecs.habitChecks, rows.habitChecks);
  await insertSums(db, userId, rows);
  return {
    userId,
    today,
    counts: Object.fromEntries(Object.entries(rows).map(([kind, list]) => [kind, list.length])),
  };
}

type Rows = ReturnType<typeof makeRows>;

function makeRows(options: DatasetOptions, timeZone: string, today: string) {
  const { userId, now, seed = 1 } = options;
  const random = seededRandom(seed);
  const born = now - entryDays * 24 * hourMs;
  let change = 0;
  const stamp = () => ({ at: new Date(born).toISOString(), change: ++change });
  const id = () => {
    const bytes = Uint8Array.from({ length: 16 }, () => Math.floor(random() * 256));
    return v7({ msecs: born, seq: change + 1, random: bytes });
  };
  const row = <F extends object>(fields: F): Row<F> => newRow(id(), fields, stamp());
  const oneOf = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const times = <T>(count: number, make: (index: number) => T): T[] =>
    Array.from({ length: count }, (_, i) => make(i));

  const setting = { timeZone, locale: null, zonePeriods: [{ from: null, timeZone }] as const };
  const settings = [newRow(userId, setting, stamp())];
  const goalRows = times(goals, (n) => row({ title: `Goal number ${n}`, targetHours: 50 + n }));
  const projectRows = times(projects, (n) =>
    row({ name: `Project number ${n}`, goalId: goalRows[n % goals]?.id ?? null }),
  );
  const ranks = ranksBetween(null, null, options.tasks);
  const taskRows = times(options.tasks, (n) =>
    row({
      title: `Task number ${n}: write, review, send`,
      projectId: random() < 0.1 ? null : oneOf(projectRows).id,
      doneAt: n % 2 === 0 ? null : new Date(now - random() * 1_000 * hourMs).toISOString(),
      rank: ranks[n] ?? '',
    }),
  );
  const timeEntries = times(options.entries, () => {
    const start = Math.floor(born + random() * (now - born - 2 * hourMs));
    const end = start + Math.floor((5 + random() * 90) * 60_000);
    return row({
      taskId: taskRows.length === 0 || random() < 0.05 ? null : oneOf(taskRows).id,
      startedAt: new Date(start).toISOString(),
      endedAt: new Date(end).toISOString(),
    });
  });
  const habits = times(options.habits, (n) => row({ title: `Habit number ${n}` }));
  const habitChecks = habits.flatMap(({ id: habitId }) =>
    times(checkedDays, (ago) => addDays(today, -ago))
      .filter(() => random() < 0.8)
      .map((day) => newRow(habitCheckId(habitId, day), { habitId, day }, stamp())),
  );
  return {
    settings,
    goals: goalRows,
    projects: projectRows,
    tasks: taskRows,
    timeEntries,
    habits,
    habitChecks,
  };
}

async function insertRows<F extends object>(
  db: Queryable,
  userId: string,
  spec: RowSpec<F>,
  rows: readonly Row<F>[],
): Promise<void> {
  const members = Object.entries<{ name: string; type: string }>({ ...metaColumns, ...spec.columns });
  const records = rows.map((row) => {
    const values: Readonly<Record<string, unknown>> = { ...row };
    return Object.fromEntries(members.map(([member, { name }]) => [name, values[member]]));
  });
  await insertRecords(
    db,
    userId,
    spec.table,
    members.map(([, column]) => column),
    records,
  );
}

/** What the services keep beside the rows, computed by the services' own code on a copy in memory. */
async function insertSums(db: Queryable, userId: string, rows: Rows): Promise<void> {
  const stores = memoryRepositories();
  const { rollups, timeEntries: entries, tasks, settings } = stores;
  for (const row of rows.settings) await settings.insert(userId, row);
  for (const row of rows.tasks) await tasks.insert(userId, row);
  for (const row of rows.timeEntries) await entries.insert(userId, row);
  const sums = await new Rollups({ rollups, entries, tasks, settings }).expected(userId);
  const seconds = { name: 'seconds', type: 'bigint' };
  const day = { name: 'day', type: 'date' };
  const uuid = (name: string) => ({ name, type: 'uuid' });
  await insertRecords(
    db,
    userId,
    'task_days',
    [day, uuid('task_id'), seconds],
    sums.taskDays.map(({ taskId, ...rest }) => ({ task_id: taskId, ...rest })),
  );
  await insertRecords(
    db,
    userId,
    'project_totals',
    [uuid('project_id'), seconds],
    sums.projectTotals.map(({ projectId, ...rest }) => ({ project_id: projectId, ...rest })),
  );
  const byHabit = Map.groupBy(rows.habitChecks, ({ habitId }) => habitId);
  const count = (name: string) => ({ name, type: 'integer' });
  await insertRecords(
    db,
    userId,
    'habit_streaks',
    [uuid('habit_id'), { name: 'last_day', type: 'date' }, count('run'), count('best')],
    [...byHabit].map(([habitId, checks]) => {
      const { lastDay, ...runs } = streakRuns(checks.map((check) => check.day));
      return { habit_id: habitId, last_day: lastDay, ...runs };
    }),
  );
}

async function insertRecords(
  db: Queryable,
  userId: string,
  table: string,
  columns: readonly { readonly name: string; readonly type: string }[],
  records: readonly object[],
): Promise<void> {
  const names = columns.map(({ name }) => name).join(', ');
  const shape = columns.map(({ name, type }) => `${name} ${type}`).join(', ');
  const text = `insert into ${table} (user_id, ${names})
    select $1::uuid, ${names} from jsonb_to_recordset($2::jsonb) as r(${shape})`;
  const chunk = 2_000; // each statement stays well within the pool's time-out
  for (let from = 0; from < records.length; from += chunk) {
    await db.query(text, [userId, JSON.stringify(records.slice(from, from + chunk))]);
  }
}
