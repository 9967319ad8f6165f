import { dayKeyOf } from '@goalixa/domain/day-key.ts';
import { weekOf } from '@goalixa/domain/week.ts';
import { previousDay } from '@goalixa/domain/zone-periods.ts';
import type { Claims } from '@goalixa/kit/access-token.ts';
import type { KnownUsers } from '../accounts/known-users.ts';
import { dashboardSchemaVersion } from './dashboard-operations.ts';
import type { DashboardRepository } from './dashboard-repository.ts';
import type { DashboardInput } from './dashboard-sql.ts';

/** A dashboard; `body` null: the caller's copy is still right. */
export interface Dashboard {
  readonly etag: string;
  readonly body: string | null;
}

// One look with the cached zone, one with the right one, one more if it changed in between.
const looks = 3;

/** The first page's data, with an ETag that needs no body to be computed. */
export class DashboardService {
  readonly #dashboards: DashboardRepository;
  readonly #known: KnownUsers;
  readonly #clock: () => number;

  constructor(dashboards: DashboardRepository, known: KnownUsers, clock: () => number) {
    this.#dashboards = dashboards;
    this.#known = known;
    this.#clock = clock;
  }

  /** @param ifNoneMatch the header of that name */
  async read(caller: Claims, ifNoneMatch: string | undefined): Promise<Dashboard> {
    const { userId } = caller;
    for (let look = 1; look <= looks; look += 1) {
      const timeZone = await this.#known.zoneOf(caller);
      const days = daysIn(timeZone, this.#clock());
      const knownCounter = knownCounterOf(ifNoneMatch, userId, days.day);
      const found = await this.#dashboards.read({ userId, timeZone, knownCounter, ...days });
      if (found?.timeZone === timeZone) {
        return { etag: etagOf(userId, found.counter, days.day), body: found.body };
      }
      if (found) this.#known.remember(userId, found.timeZone);
      else this.#known.forget(userId);
    }
    throw new Error('the zone of the user kept changing');
  }
}

function daysIn(
  timeZone: string,
  now: number,
): Pick<DashboardInput, 'day' | 'previousDay' | 'weekFrom' | 'weekTo'> {
  const day = dayKeyOf(now, timeZone);
  const week = weekOf(day);
  return { day, previousDay: previousDay(day, timeZone), weekFrom: week[0] ?? day, weekTo: week[6] ?? day };
}

function etagOf(userId: string, counter: number, day: string): string {
  return `"${userId}-${counter}-${day}-${dashboardSchemaVersion}"`;
}

/** The counter of the first of the caller's tags that is of this user, day and shape; -1 when none is. */
function knownCounterOf(ifNoneMatch: string | undefined, userId: string, day: string): number {
  for (const tag of ifNoneMatch?.split(',') ?? []) {
    const parts = /^\s*(?:W\/)?"([0-9a-f-]{36})-(\d{1,15})-(\d{4}-\d\d-\d\d)-(\d+)"\s*$/.exec(tag);
    if (parts && etagOf(userId, Number(parts[2]), day) === tag.trim().replace(/^W\//, ''))
      return Number(parts[2]);
  }
  return -1;
}
