import type pg from 'pg';
import { inTransaction } from '@goalixa/kit/database/transaction.ts';
import type { SigningKey } from './signing-key.ts';
import type { SigningKeyRepository } from './signing-key-repository.ts';

// Any number that nothing else in this database locks.
const firstKeyLock = 20_261_122;

/** Signing keys in `authdb`. */
export class PostgresSigningKeyRepository implements SigningKeyRepository {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  async published(): Promise<readonly SigningKey[]> {
    return select(this.#pool);
  }

  async addFirst({
    kid,
    publicJwk,
    privateKeySealed,
    kekId,
    createdAt,
  }: SigningKey): Promise<readonly SigningKey[]> {
    return inTransaction(this.#pool, async (client) => {
      await client.query('select pg_advisory_xact_lock($1)', [firstKeyLock]);
      const existing = await select(client);
      if (existing.length > 0) return existing;
      await client.query(
        `insert into signing_keys (kid, public_jwk, private_key_sealed, kek_id, created_at)
          values ($1, $2, $3, $4, $5)`,
        [kid, publicJwk, privateKeySealed, kekId, createdAt],
      );
      return select(client);
    });
  }
}

async function select(client: pg.Pool | pg.PoolClient): Promise<readonly SigningKey[]> {
  const { rows } = await client.query<SigningKey>(
    `select kid, public_jwk as "publicJwk", private_key_sealed as "privateKeySealed", kek_id as "kekId",
        created_at as "createdAt"
      from signing_keys where retired_at is null order by created_at desc, kid`,
  );
  return rows;
}
