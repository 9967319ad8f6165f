/**
 * What a dashboard costs without the rollups: six whole collections, each with its totals computed from the entries,
 * as the original system read them. `$1`: user, `$2`: the user's zone.
 */
export const naiveQueries: readonly string[] = [
  `select t.*, coalesce(sum(extract(epoch from e.ended_at - e.started_at)), 0) as seconds
   from tasks t left join time_entries e
     on e.user_id = t.user_id and e.task_id = t.id and e.ended_at is not null and e.deleted_at is null
   where t.user_id = $1 and t.deleted_at is null and $2 <> '' group by t.user_id, t.id order by t.rank`,
  `select g.*, coalesce(sum(extract(epoch from e.ended_at - e.started_at)), 0) as seconds
   from goals g
   left join projects p on p.user_id = g.user_id and p.goal_id = g.id and p.deleted_at is null
   left join tasks t on t.user_id = p.user_id and t.project_id = p.id
   left join time_entries e
     on e.user_id = t.user_id and e.task_id = t.id and e.ended_at is not null and e.deleted_at is null
   where g.user_id = $1 and g.deleted_at is null and $2 <> '' group by g.user_id, g.id`,
  `select p.*, coalesce(sum(extract(epoch from e.ended_at - e.started_at)), 0) as seconds
   from projects p
   left join tasks t on t.user_id = p.user_id and t.project_id = p.id
   left join time_entries e
     on e.user_id = t.user_id and e.task_id = t.id and e.ended_at is not null and e.deleted_at is null
   where p.user_id = $1 and p.deleted_at is null and $2 <> '' group by p.user_id, p.id`,
  `select h.*, array_agg(c.day order by c.day) as days
   from habits h left join habit_checks c on c.user_id = h.user_id and c.habit_id = h.id and c.deleted_at is null
   where h.user_id = $1 and h.deleted_at is null and $2 <> '' group by h.user_id, h.id`,
  `select (e.started_at at time zone $2)::date as day, t.project_id,
     sum(extract(epoch from e.ended_at - e.started_at)) as seconds
   from time_entries e left join tasks t on t.user_id = e.user_id and t.id = e.task_id
   where e.user_id = $1 and e.ended_at is not null and e.deleted_at is null group by 1, 2`,
  `select e.*, t.title from time_entries e left join tasks t on t.user_id = e.user_id and t.id = e.task_id
   where e.user_id = $1 and e.deleted_at is null and $2 <> '' order by e.started_at desc limit 1000`,
];
