import { createPool } from '@goalixa/kit/database/pool.ts';
import { cloneDatabase } from '@goalixa/kit/testing/template-database.ts';
import { v7 } from 'uuid';
import { memoryRepositories } from '../repositories.memory.ts';
import { postgresRepositories } from '../repositories.postgres.ts';
import type { Repositories } from '../repositories.ts';

/** Stores under test. */
export interface Stores {
  readonly repositories: Repositories;
  /** A new user with an account. */
  user(): Promise<string>;
  close(): Promise<void>;
}

/** Opens the stores of a contract suite: 'memory' or 'postgres', the latter on a database of its own. */
export const openStores: Readonly<Record<'memory' | 'postgres', () => Promise<Stores>>> = {
  memory: () => Promise.resolve(storesOf(memoryRepositories(), () => Promise.resolve())),
  async postgres() {
    const database = await cloneDatabase('core-api');
    const pool = createPool({ ...database, applicationName: 'core-test' });
    return storesOf(postgresRepositories(pool), async () => {
      await pool.end();
      await database.drop();
    });
  },
};

function storesOf(repositories: Repositories, close: () => Promise<void>): Stores {
  return {
    repositories,
    close,
    async user() {
      const userId = v7();
      await repositories.accounts.ensure(userId);
      return userId;
    },
  };
}
