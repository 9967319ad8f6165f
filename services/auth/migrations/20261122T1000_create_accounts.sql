-- Accounts, refresh families, the audit and the signing keys.
-- The service runs as authdb_app and gets no more than its statements need.

create table users (
  id uuid not null,
  email text not null,
  email_normalised text not null,
  password_hash text not null,
  -- Raised when the password is set anew, not when the same one is hashed again: a sign-in that was
  -- checked against the old password must not open a family after the change.
  password_version integer not null default 1,
  time_zone text not null,
  locale text,
  disabled_at timestamptz,
  created_at timestamptz not null,
  constraint users_pkey primary key (id),
  constraint users_email_normalised_key unique (email_normalised),
  constraint users_email_normalised_length check (char_length(email_normalised) between 3 and 254),
  constraint users_password_hash_phc check (password_hash like '$%'),
  constraint users_password_version_positive check (password_version > 0)
);

-- One row is one signed-in device. Only SHA-256 of secrets is kept (see src/sessions/decide-refresh.ts).
create table refresh_families (
  id uuid not null,
  user_id uuid not null,
  key_id text not null,
  generation integer not null default 0,
  current_hash bytea not null,
  previous_hash bytea,
  rotated_at timestamptz not null,
  successor_seen_at timestamptz,
  absolute_expiry timestamptz not null,
  revoked_at timestamptz,
  revoke_reason text,
  user_agent text,
  created_at timestamptz not null,
  constraint refresh_families_pkey primary key (id),
  constraint refresh_families_user_id_fkey foreign key (user_id) references users (id) on delete cascade,
  constraint refresh_families_generation_counts check (generation >= 0),
  constraint refresh_families_current_hash_length check (octet_length(current_hash) = 32),
  constraint refresh_families_previous_hash_length check (octet_length(previous_hash) = 32),
  constraint refresh_families_previous_after_rotation check ((generation = 0) = (previous_hash is null)),
  constraint refresh_families_revoked_with_reason check ((revoked_at is null) = (revoke_reason is null)),
  constraint refresh_families_revoke_reason_known
    check (revoke_reason in ('logout', 'replayed', 'password_set')),
  constraint refresh_families_user_agent_length check (char_length(user_agent) <= 256)
);

create index refresh_families_live_by_user on refresh_families (user_id) where revoked_at is null;

-- Append-only, and without a foreign key: the audit outlives the account.
create table auth_events (
  id bigint generated always as identity,
  at timestamptz not null,
  kind text not null,
  user_id uuid,
  family_id uuid,
  constraint auth_events_pkey primary key (id),
  constraint auth_events_kind_spelling check (kind ~ '^[a-z]+(_[a-z]+)*$')
);

create index auth_events_by_user on auth_events (user_id, id);

create table signing_keys (
  kid text not null,
  public_jwk jsonb not null,
  -- AES-256-GCM under a key of the keyring: nonce, ciphertext, tag; the kid is authenticated with it.
  private_key_sealed bytea not null,
  kek_id text not null,
  created_at timestamptz not null,
  retired_at timestamptz,
  constraint signing_keys_pkey primary key (kid),
  constraint signing_keys_public_jwk_holds_no_secret check (public_jwk -> 'd' is null)
);

grant usage on schema public to authdb_app;
grant select, insert on users to authdb_app;
grant update (password_hash, password_version) on users to authdb_app;
grant select, insert on refresh_families to authdb_app;
grant update (generation, current_hash, previous_hash, rotated_at, successor_seen_at, revoked_at, revoke_reason)
  on refresh_families to authdb_app;
grant select, insert on auth_events to authdb_app;
grant select, insert on signing_keys to authdb_app;
