import { createPool } from '@goalixa/kit/database/pool.ts';
import { cloneDatabase } from '@goalixa/kit/testing/template-database.ts';
import { MemoryAccountRepository } from '../accounts/account-repository.memory.ts';
import { PostgresAccountRepository } from '../accounts/account-repository.postgres.ts';
import type { AccountRepository } from '../accounts/account-repository.ts';
import type { AuthEvent } from '../events/auth-event.ts';
import { MemoryEventRepository } from '../events/event-repository.memory.ts';
import { PostgresEventRepository } from '../events/event-repository.postgres.ts';
import type { EventRepository } from '../events/event-repository.ts';
import { MemorySigningKeyRepository } from '../keys/signing-key-repository.memory.ts';
import { PostgresSigningKeyRepository } from '../keys/signing-key-repository.postgres.ts';
import type { SigningKeyRepository } from '../keys/signing-key-repository.ts';
import { MemoryFamilyRepository } from '../sessions/family-repository.memory.ts';
import { PostgresFamilyRepository } from '../sessions/family-repository.postgres.ts';
import type { FamilyRepository } from '../sessions/family-repository.ts';
import { MemoryStore } from './memory-store.ts';

/** All repositories on one store, and what no repository offers. */
export interface RepositoryHarness {
  readonly accounts: AccountRepository;
  readonly families: FamilyRepository;
  readonly signingKeys: SigningKeyRepository;
  readonly audit: EventRepository;
  /** The audit, the oldest first. */
  events(): Promise<AuthEvent[]>;
  disable(userId: string): Promise<void>;
  close(): Promise<void>;
}

/** Repositories in memory. */
export async function openMemoryHarness(): Promise<RepositoryHarness> {
  const store = new MemoryStore();
  return {
    accounts: new MemoryAccountRepository(store),
    families: new MemoryFamilyRepository(store),
    signingKeys: new MemorySigningKeyRepository(store),
    audit: new MemoryEventRepository(store),
    events: () => Promise.resolve([...store.events]),
    async disable(userId) {
      const account = store.accounts.get(userId);
      if (account) store.accounts.set(userId, { ...account, disabledAt: account.createdAt });
    },
    close: () => Promise.resolve(),
  };
}

/** Repositories on a database of their own, as the role of the service. */
export async function openPostgresHarness(): Promise<RepositoryHarness> {
  const database = await cloneDatabase('auth');
  const pool = createPool({ ...database, applicationName: 'auth-test' });
  const owner = createPool({ ...database, ...database.owner, applicationName: 'auth-test-owner', max: 1 });
  return {
    accounts: new PostgresAccountRepository(pool),
    families: new PostgresFamilyRepository(pool),
    signingKeys: new PostgresSigningKeyRepository(pool),
    audit: new PostgresEventRepository(pool),
    async events() {
      const { rows } = await pool.query<AuthEvent>(
        'select at, kind, user_id as "userId", family_id as "familyId" from auth_events order by id',
      );
      return rows;
    },
    async disable(userId) {
      await owner.query('update users set disabled_at = created_at where id = $1', [userId]);
    },
    async close() {
      await Promise.all([pool.end(), owner.end()]);
      await database.drop();
    },
  };
}
