-- The Core API's tables. Everything is keyed by user first, so another user's row cannot even be referenced.
--
-- Every row that the change feed tells of has: version, the version that last set each field (field_versions),
-- the account's change number of its last write (change), and deleted_at with the id of the deletion it went with.

create table accounts (
  user_id uuid constraint accounts_pkey primary key,
  -- Bumped first in every writing transaction: the row lock makes change numbers appear in commit order.
  change_counter bigint not null default 0 constraint accounts_change_counter_check check (change_counter >= 0),
  created_at timestamptz(3) not null default now()
);

create table settings (
  user_id uuid not null constraint settings_account_fkey references accounts (user_id) on delete cascade,
  id uuid not null constraint settings_id_check check (id = user_id),
  time_zone text not null,
  locale text,
  -- [{ "from": null | instant, "timeZone": IANA }], oldest first: a change of zone never relabels the past.
  zone_periods jsonb not null constraint settings_zone_periods_check check (jsonb_array_length(zone_periods) > 0),
  version integer not null,
  field_versions jsonb not null,
  change bigint not null,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  deleted_at timestamptz(3),
  deletion_id uuid,
  constraint settings_pkey primary key (user_id, id)
);

create table goals (
  user_id uuid not null constraint goals_account_fkey references accounts (user_id) on delete cascade,
  id uuid not null,
  title text not null,
  target_hours double precision constraint goals_target_hours_check check (target_hours > 0),
  version integer not null,
  field_versions jsonb not null,
  change bigint not null,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  deleted_at timestamptz(3),
  deletion_id uuid,
  constraint goals_pkey primary key (user_id, id)
);
create index goals_by_change on goals (user_id, change);

create table projects (
  user_id uuid not null constraint projects_account_fkey references accounts (user_id) on delete cascade,
  id uuid not null,
  name text not null,
  goal_id uuid,
  version integer not null,
  field_versions jsonb not null,
  change bigint not null,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  deleted_at timestamptz(3),
  deletion_id uuid,
  constraint projects_pkey primary key (user_id, id),
  constraint projects_goal_fkey foreign key (user_id, goal_id) references goals (user_id, id)
);
create index projects_by_change on projects (user_id, change);
create index projects_by_goal on projects (user_id, goal_id);

create table tasks (
  user_id uuid not null constraint tasks_account_fkey references accounts (user_id) on delete cascade,
  id uuid not null,
  title text not null,
  project_id uuid,
  done_at timestamptz(3),
  -- Fractional index; compared by bytes.
  rank text collate "C" not null,
  version integer not null,
  field_versions jsonb not null,
  change bigint not null,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  deleted_at timestamptz(3),
  deletion_id uuid,
  constraint tasks_pkey primary key (user_id, id),
  constraint tasks_project_fkey foreign key (user_id, project_id) references projects (user_id, id)
);
create index tasks_by_change on tasks (user_id, change);
create index tasks_by_rank on tasks (user_id, rank, id);
create index tasks_open on tasks (user_id, rank, id) where done_at is null and deleted_at is null;
create index tasks_by_project on tasks (user_id, project_id, rank, id);
create index tasks_by_deletion on tasks (user_id, deletion_id) where deletion_id is not null;

create table time_entries (
  user_id uuid not null constraint time_entries_account_fkey references accounts (user_id) on delete cascade,
  id uuid not null,
  task_id uuid,
  started_at timestamptz(3) not null,
  -- null while the timer runs
  ended_at timestamptz(3),
  version integer not null,
  field_versions jsonb not null,
  change bigint not null,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  deleted_at timestamptz(3),
  deletion_id uuid,
  constraint time_entries_pkey primary key (user_id, id),
  constraint time_entries_task_fkey foreign key (user_id, task_id) references tasks (user_id, id),
  constraint time_entries_interval_check check (ended_at >= started_at)
);
-- One running timer per user, whatever the callers do.
create unique index time_entries_one_open on time_entries (user_id) where ended_at is null and deleted_at is null;
create index time_entries_by_change on time_entries (user_id, change);
create index time_entries_by_start on time_entries (user_id, started_at, id) where deleted_at is null;
create index time_entries_by_task on time_entries (user_id, task_id, started_at, id) where deleted_at is null;

create table habits (
  user_id uuid not null constraint habits_account_fkey references accounts (user_id) on delete cascade,
  id uuid not null,
  title text not null,
  version integer not null,
  field_versions jsonb not null,
  change bigint not null,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  deleted_at timestamptz(3),
  deletion_id uuid,
  constraint habits_pkey primary key (user_id, id)
);
create index habits_by_change on habits (user_id, change);
create index habits_live on habits (user_id, id) where deleted_at is null;

create table habit_checks (
  user_id uuid not null constraint habit_checks_account_fkey references accounts (user_id) on delete cascade,
  -- UUIDv5 of habit and day
  id uuid not null,
  habit_id uuid not null,
  day date not null,
  version integer not null,
  field_versions jsonb not null,
  change bigint not null,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  deleted_at timestamptz(3),
  deletion_id uuid,
  constraint habit_checks_pkey primary key (user_id, id),
  constraint habit_checks_habit_fkey foreign key (user_id, habit_id) references habits (user_id, id),
  constraint habit_checks_one_per_day unique (user_id, habit_id, day)
);
create index habit_checks_by_change on habit_checks (user_id, change);
create index habit_checks_live on habit_checks (user_id, day, habit_id) where deleted_at is null;

-- Derived, written in the transaction of what they derive from, rebuilt and compared in tests.

create table task_days (
  user_id uuid not null constraint task_days_account_fkey references accounts (user_id) on delete cascade,
  -- the user's day
  day date not null,
  task_id uuid,
  seconds bigint not null constraint task_days_seconds_check check (seconds >= 0),
  constraint task_days_key unique nulls not distinct (user_id, day, task_id)
);
create index task_days_by_task on task_days (user_id, task_id);

create table project_totals (
  user_id uuid not null constraint project_totals_account_fkey references accounts (user_id) on delete cascade,
  project_id uuid,
  seconds bigint not null constraint project_totals_seconds_check check (seconds >= 0),
  constraint project_totals_key unique nulls not distinct (user_id, project_id)
);

create table habit_streaks (
  user_id uuid not null constraint habit_streaks_account_fkey references accounts (user_id) on delete cascade,
  habit_id uuid not null,
  last_day date,
  run integer not null,
  best integer not null,
  constraint habit_streaks_pkey primary key (user_id, habit_id)
);

create table idempotency_keys (
  user_id uuid not null,
  key text not null constraint idempotency_keys_key_check check (length(key) <= 255),
  route text not null,
  body_hash text not null,
  status integer not null,
  body jsonb not null,
  created_at timestamptz(3) not null,
  constraint idempotency_keys_pkey primary key (user_id, key)
);

grant usage on schema public to goalixa_app;
grant select, insert, update on
  accounts, settings, goals, projects, tasks, time_entries, habits, habit_checks,
  task_days, project_totals, habit_streaks, idempotency_keys
to goalixa_app;
-- Rows are deleted softly; only sums that fell to zero and expired keys go for good.
grant delete on task_days, project_totals, idempotency_keys to goalixa_app;
