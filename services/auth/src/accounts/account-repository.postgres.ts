import type pg from 'pg';
import { inTransaction } from '@goalixa/kit/database/transaction.ts';
import type { Account, NewAccount } from './account.ts';
import type { AccountRepository } from './account-repository.ts';

const columns = `u.id, u.email, u.email_normalised as "emailNormalised", u.password_hash as "passwordHash",
  u.password_version as "passwordVersion", u.time_zone as "timeZone", u.locale,
  u.disabled_at as "disabledAt", u.created_at as "createdAt"`;

/** Accounts in `authdb`. */
export class PostgresAccountRepository implements AccountRepository {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  async register(account: NewAccount): Promise<void> {
    await this.#pool.query({ name: 'register', text: registerSql, values: registerValues(account) });
  }

  async findByEmail(emailNormalised: string): Promise<Account | null> {
    const text = `select ${columns} from users u where u.email_normalised = $1`;
    const { rows } = await this.#pool.query<Account>({
      name: 'account-by-email',
      text,
      values: [emailNormalised],
    });
    return rows[0] ?? null;
  }

  async findSignedIn(userId: string, familyId: string, now: string): Promise<Account | null> {
    const text = `select ${columns} from users u join refresh_families f on f.user_id = u.id
      where u.id = $1 and u.disabled_at is null
        and f.id = $2 and f.revoked_at is null and f.absolute_expiry > $3`;
    const values = [userId, familyId, now];
    const { rows } = await this.#pool.query<Account>({ name: 'account-signed-in', text, values });
    return rows[0] ?? null;
  }

  async renewHash(userId: string, from: string, to: string): Promise<void> {
    const text = 'update users set password_hash = $3 where id = $1 and password_hash = $2';
    await this.#pool.query(text, [userId, from, to]);
  }

  async setPassword(userId: string, passwordHash: string, at: string): Promise<void> {
    // Two statements on purpose: the first waits for sign-ins that hold the row, the second then sees
    // their families.
    await inTransaction(this.#pool, async (client) => {
      await client.query(
        'update users set password_hash = $2, password_version = password_version + 1 where id = $1',
        [userId, passwordHash],
      );
      await client.query(
        `update refresh_families set revoked_at = $2, revoke_reason = 'password_set'
          where user_id = $1 and revoked_at is null`,
        [userId, at],
      );
      await client.query("insert into auth_events (at, kind, user_id) values ($2, 'password_set', $1)", [
        userId,
        at,
      ]);
    });
  }
}

// One statement with one audit row whether or not the address is taken: another number of
// statements would tell by time.
const registerSql = `
  with created as (
    insert into users (id, email, email_normalised, password_hash, time_zone, locale, created_at)
    values ($1, $2, $3, $4, $5, $6, $7)
    on conflict on constraint users_email_normalised_key do nothing
    returning id
  )
  insert into auth_events (at, kind, user_id)
  select $7::timestamptz,
    case when exists (select from created) then 'registered' else 'register_repeated' end,
    (select id from created)`;

function registerValues(account: NewAccount): (string | null)[] {
  const { id, email, emailNormalised, passwordHash, timeZone, locale, createdAt } = account;
  return [id, email, emailNormalised, passwordHash, timeZone, locale, createdAt];
}
