import { instantSql } from '../rows/present-row.ts';
import { secondsByProjectSql } from '../rollups/seconds-by-project-sql.ts';

/** What the statement is run with. Days `YYYY-MM-DD`. */
export interface DashboardInput {
  readonly userId: string;
  /** The zone that the days below were computed with. */
  readonly timeZone: string;
  /** The change counter that the caller has an answer for; -1: none. */
  readonly knownCounter: number;
  readonly day: string;
  /** The day before that existed for the user. */
  readonly previousDay: string;
  readonly weekFrom: string;
  readonly weekTo: string;
}

/** The statement's values, in its order. */
export function dashboardValues(input: DashboardInput): unknown[] {
  const { userId, timeZone, knownCounter, day, previousDay, weekFrom, weekTo } = input;
  return [userId, timeZone, knownCounter, day, previousDay, weekFrom, weekTo];
}

const running = `select json_build_object(
    'id', e.id, 'taskId', e.task_id, 'taskTitle', t.title,
    'startedAt', ${instantSql('e.started_at')}, 'version', e.version)
  from time_entries e left join tasks t on t.user_id = e.user_id and t.id = e.task_id
  where e.user_id = $1 and e.ended_at is null and e.deleted_at is null`;

const today = `select json_build_object(
    'totalSeconds', coalesce(sum(s.seconds), 0), 'projects', coalesce(json_agg(s), '[]'))
  from (${secondsByProjectSql('$1', '$4', '$4')}) s`;

const tasks = `select coalesce(json_agg(t), '[]') from (
    select id, title, project_id as "projectId", version from tasks
    where user_id = $1 and done_at is null and deleted_at is null order by rank, id limit 20) t`;

const habits = `select coalesce(json_agg(h), '[]') from (
    select h.id, h.title, h.version, c.id is not null as "checkedToday",
      json_build_object('current', case when s.last_day >= $5 then s.run else 0 end,
        'best', coalesce(s.best, 0)) as streak
    from (select user_id, id, title, version from habits
      where user_id = $1 and deleted_at is null order by id limit 50) h
    left join habit_streaks s on s.user_id = h.user_id and s.habit_id = h.id
    left join habit_checks c on c.user_id = h.user_id and c.day = $4 and c.habit_id = h.id
      and c.deleted_at is null
    order by h.id) h`;

const goals = `select coalesce(json_agg(g), '[]') from (
    select g.id, g.title, g.version, g.target_hours as "targetHours", coalesce((
        select sum(pt.seconds) from projects p
        join project_totals pt on pt.user_id = p.user_id and pt.project_id = p.id
        where p.user_id = g.user_id and p.goal_id = g.id and p.deleted_at is null), 0) as "trackedSeconds"
    from goals g where g.user_id = $1 and g.deleted_at is null order by g.id limit 20) g`;

const counts = `json_build_object(
    'openTasks', (select count(*) from tasks where user_id = $1 and done_at is null and deleted_at is null),
    'habits', (select count(*) from habits where user_id = $1 and deleted_at is null),
    'habitsChecked', (select count(*) from habit_checks c join habits h on h.user_id = c.user_id and h.id = c.habit_id
      where c.user_id = $1 and c.day = $4 and c.deleted_at is null and h.deleted_at is null),
    'goals', (select count(*) from goals where user_id = $1 and deleted_at is null),
    'projects', (select count(*) from projects where user_id = $1 and deleted_at is null))`;

/**
 * The dashboard in one round trip: counter, zone, and the body as JSON text. The body is null, and nothing of it
 * is read, when the caller has that counter already or assumed a zone that is no longer the user's.
 */
export const dashboardSql = `select a.change_counter as counter, s.time_zone as "timeZone",
  case when s.time_zone = $2 and a.change_counter <> $3 then json_build_object(
    'day', $4::date, 'timeZone', s.time_zone,
    'running', (${running}),
    'today', (${today}),
    'week', json_build_object('from', $6::date, 'to', $7::date, 'totalSeconds', (
      select coalesce(sum(seconds), 0) from task_days where user_id = $1 and day between $6 and $7)),
    'counts', ${counts},
    'tasks', (${tasks}),
    'habits', (${habits}),
    'goals', (${goals})
  )::text end as body
from accounts a join settings s on s.user_id = a.user_id
where a.user_id = $1::uuid`;
