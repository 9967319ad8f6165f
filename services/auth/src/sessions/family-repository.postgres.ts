import type pg from 'pg';
import { eventOfRevocation } from './event-of-revocation.ts';
import type { Family, FamilyOfUser, RevokeReason } from './family.ts';
import type { FamilyRepository, Rotation } from './family-repository.ts';

/** Refresh families in `authdb`; every method is one statement. */
export class PostgresFamilyRepository implements FamilyRepository {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  async open(family: Family, passwordVersion: number): Promise<boolean> {
    const { id, userId, keyId, currentHash, absoluteExpiry, userAgent, createdAt } = family;
    const values = [id, userId, passwordVersion, keyId, currentHash, createdAt, absoluteExpiry, userAgent];
    const { rowCount } = await this.#pool.query({ name: 'family-open', text: openSql, values });
    return rowCount === 1;
  }

  async find(familyId: string): Promise<FamilyOfUser | null> {
    const { rows } = await this.#pool.query<FamilyRow>({
      name: 'family-find',
      text: findSql,
      values: [familyId],
    });
    const [row] = rows;
    if (!row) return null;
    const { userTimeZone, userLocale, userDisabledAt, ...family } = row;
    return { ...family, user: { timeZone: userTimeZone, locale: userLocale, disabledAt: userDisabledAt } };
  }

  async rotate({ familyId, from, to, at }: Rotation): Promise<boolean> {
    const values = [familyId, from, to, at];
    const { rowCount } = await this.#pool.query({ name: 'family-rotate', text: rotateSql, values });
    return rowCount === 1;
  }

  async markSeen(familyId: string, hash: Buffer, at: string): Promise<void> {
    const text = `update refresh_families set successor_seen_at = $3
      where id = $1 and current_hash = $2 and successor_seen_at is null and revoked_at is null`;
    await this.#pool.query({ name: 'family-seen', text, values: [familyId, hash, at] });
  }

  async revoke(familyId: string, reason: RevokeReason, at: string): Promise<boolean> {
    const values = [familyId, at, reason, eventOfRevocation[reason]];
    const { rowCount } = await this.#pool.query({ name: 'family-revoke', text: revokeSql, values });
    return rowCount === 1;
  }
}

interface FamilyRow extends Family {
  readonly userTimeZone: string;
  readonly userLocale: string | null;
  readonly userDisabledAt: string | null;
}

// `for share` waits for a password being set at this moment and then looks at the version again.
const openSql = `
  with active as (
    select id from users where id = $2 and password_version = $3 and disabled_at is null for share
  ), opened as (
    insert into refresh_families
      (id, user_id, key_id, current_hash, rotated_at, absolute_expiry, user_agent, created_at)
    select $1::uuid, active.id, $4, $5::bytea, $6::timestamptz, $7::timestamptz, $8, $6::timestamptz from active
    returning id, user_id
  )
  insert into auth_events (at, kind, user_id, family_id)
  select $6::timestamptz, 'logged_in', user_id, id from opened`;

const findSql = `
  select f.id, f.user_id as "userId", f.key_id as "keyId", f.generation, f.current_hash as "currentHash",
    f.previous_hash as "previousHash", f.rotated_at as "rotatedAt", f.successor_seen_at as "successorSeenAt",
    f.absolute_expiry as "absoluteExpiry", f.revoked_at as "revokedAt", f.revoke_reason as "revokeReason",
    f.user_agent as "userAgent", f.created_at as "createdAt",
    u.time_zone as "userTimeZone", u.locale as "userLocale", u.disabled_at as "userDisabledAt"
  from refresh_families f join users u on u.id = f.user_id
  where f.id = $1`;

const rotateSql = `
  update refresh_families f
  set generation = f.generation + 1, previous_hash = f.current_hash, current_hash = $3, rotated_at = $4,
    successor_seen_at = null
  where f.id = $1 and f.current_hash = $2 and f.revoked_at is null and f.absolute_expiry > $4
    and exists (select from users u where u.id = f.user_id and u.disabled_at is null)`;

const revokeSql = `
  with revoked as (
    update refresh_families set revoked_at = $2, revoke_reason = $3
    where id = $1 and revoked_at is null
    returning id, user_id
  )
  insert into auth_events (at, kind, user_id, family_id)
  select $2::timestamptz, $4, user_id, id from revoked`;
