import { inTransaction } from '@goalixa/kit/database/transaction.ts';
import { type Answer, type IdempotentRequest, runIdempotent } from '@goalixa/kit/idempotency.ts';
import type pg from 'pg';
import { KnownUsers } from './accounts/known-users.ts';
import { type Container, type Surroundings, createContainer } from './container.ts';
import { DashboardRepository } from './dashboard/dashboard-repository.ts';
import { DashboardService } from './dashboard/dashboard-service.ts';
import { postgresRepositories } from './repositories.postgres.ts';

/** What the routes work with. */
export interface CoreApi {
  /** For reading, outside a transaction. */
  readonly read: Container;
  readonly known: KnownUsers;
  readonly dashboard: DashboardService;
  /** Runs a write in a transaction, at most once per Idempotency-Key. */
  readonly runOnce: (
    request: IdempotentRequest,
    effect: (container: Container) => Promise<Answer>,
  ) => Promise<Answer>;
  /** Runs a write in a transaction. */
  readonly inTransaction: <T>(work: (container: Container) => Promise<T>) => Promise<T>;
}

/** The Core API over a pool. */
export function createCoreApi(pool: pg.Pool, surroundings: Surroundings): CoreApi {
  const containerOn = (client: pg.ClientBase) => createContainer(postgresRepositories(client), surroundings);
  const read = createContainer(postgresRepositories(pool), surroundings);
  const within = <T>(work: (container: Container) => Promise<T>) =>
    inTransaction(pool, (client) => work(containerOn(client)));
  const known = new KnownUsers(async ({ userId, zoneInfo, locale }) => {
    const settings =
      (await read.settings.find(userId)) ??
      (await within((container) => container.settings.ensure(userId, { timeZone: zoneInfo, locale })));
    return settings.timeZone;
  });
  return {
    read,
    known,
    dashboard: new DashboardService(new DashboardRepository(pool), known, surroundings.clock),
    runOnce: (request, effect) =>
      inTransaction(pool, (client) => runIdempotent(client, request, () => effect(containerOn(client)))),
    inTransaction: within,
  };
}
