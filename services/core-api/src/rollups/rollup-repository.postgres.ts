import { type Queryable, queryNamed } from '../rows/queryable.ts';
import type { ProjectSeconds, ProjectTotal, Rollup, RollupRepository, TaskDay } from './rollup-repository.ts';
import { secondsByProjectSql } from './seconds-by-project-sql.ts';

/** A table of sums, as the four statements on it see it. */
interface SumTable {
  readonly table: string;
  readonly key: string;
  readonly columns: string;
  readonly record: string;
  readonly match: string;
}

const taskDays: SumTable = {
  table: 'task_days',
  key: 'task_days_key',
  columns: 'day, task_id',
  record: 'day date, task_id uuid, seconds bigint',
  match: 's.day = d.day and s.task_id is not distinct from d.task_id',
};
const projectTotals: SumTable = {
  table: 'project_totals',
  key: 'project_totals_key',
  columns: 'project_id',
  record: 'project_id uuid, seconds bigint',
  match: 's.project_id is not distinct from d.project_id',
};

export class PostgresRollupRepository implements RollupRepository {
  readonly #db: Queryable;

  constructor(db: Queryable) {
    this.#db = db;
  }

  addTaskDays(userId: string, deltas: readonly TaskDay[]): Promise<void> {
    return this.#add(taskDays, userId, deltas.map(taskDayRecord));
  }

  addProjectTotals(userId: string, deltas: readonly ProjectTotal[]): Promise<void> {
    return this.#add(projectTotals, userId, deltas.map(projectTotalRecord));
  }

  async taskSeconds(userId: string, taskId: string): Promise<number> {
    const text = `select coalesce(sum(seconds), 0)::bigint as seconds from task_days
      where user_id = $1 and task_id = $2`;
    const [row] = await queryNamed<{ seconds: number }>(this.#db, text, [userId, taskId]);
    return row?.seconds ?? 0;
  }

  secondsByProject(userId: string, from: string, to: string): Promise<ProjectSeconds[]> {
    return queryNamed(this.#db, secondsByProjectSql('$1::uuid', '$2::date', '$3::date'), [userId, from, to]);
  }

  secondsByDay(userId: string, from: string, to: string): Promise<{ day: string; seconds: number }[]> {
    const text = `select day, sum(seconds)::bigint as seconds from task_days
      where user_id = $1 and day between $2 and $3 group by day order by day`;
    return queryNamed(this.#db, text, [userId, from, to]);
  }

  async read(userId: string): Promise<Rollup> {
    const days = `select day, task_id as "taskId", seconds from task_days where user_id = $1
      order by day, task_id nulls first`;
    const totals = `select project_id as "projectId", seconds from project_totals where user_id = $1
      order by project_id nulls first`;
    return {
      taskDays: await queryNamed<TaskDay>(this.#db, days, [userId]),
      projectTotals: await queryNamed<ProjectTotal>(this.#db, totals, [userId]),
    };
  }

  async replace(userId: string, rollup: Rollup): Promise<void> {
    for (const { table } of [taskDays, projectTotals]) {
      await queryNamed(this.#db, `delete from ${table} where user_id = $1`, [userId]);
    }
    await this.addTaskDays(userId, rollup.taskDays);
    await this.addProjectTotals(userId, rollup.projectTotals);
  }

  async #add(sums: SumTable, userId: string, deltas: readonly { readonly seconds: number }[]): Promise<void> {
    const { table, key, columns, record, match } = sums;
    const added = deltas.filter(({ seconds }) => seconds > 0);
    if (added.length > 0) {
      const text = `insert into ${table} as s (user_id, ${columns}, seconds)
        select $1::uuid, ${columns}, seconds from jsonb_to_recordset($2::jsonb) as d(${record})
        on conflict on constraint ${key} do update set seconds = s.seconds + excluded.seconds`;
      await queryNamed(this.#db, text, [userId, JSON.stringify(added)]);
    }
    const taken = deltas.filter(({ seconds }) => seconds < 0);
    if (taken.length === 0) return;
    // An insert of a negative sum would fail its check before it reached the conflict.
    const from = `jsonb_to_recordset($2::jsonb) as d(${record})`;
    const update = `update ${table} s set seconds = s.seconds + d.seconds from ${from}
      where s.user_id = $1 and ${match}`;
    const sweep = `delete from ${table} s using ${from} where s.user_id = $1 and ${match} and s.seconds = 0`;
    for (const text of [update, sweep]) await queryNamed(this.#db, text, [userId, JSON.stringify(taken)]);
  }
}

function taskDayRecord({ day, taskId, seconds }: TaskDay) {
  return { day, task_id: taskId, seconds };
}

function projectTotalRecord({ projectId, seconds }: ProjectTotal) {
  return { project_id: projectId, seconds };
}
