import { dayKeyOf } from '@goalixa/domain/day-key.ts';
import { isTimeZone } from '@goalixa/domain/time-zone.ts';
import { type ZonePeriods, changeZone } from '@goalixa/domain/zone-periods.ts';
import { AppError } from '@goalixa/kit/app-error.ts';
import { kitErrors } from '@goalixa/kit/kit-errors.ts';
import type { AccountRepository } from '../accounts/account-repository.ts';
import type { Stamps } from '../accounts/stamps.ts';
import { type Row, newRow } from '../rows/row.ts';
import type { RowRepository } from '../rows/row-repository.ts';
import type { RowService } from '../rows/row-service.ts';
import { isLocale } from './is-locale.ts';
import type { Settings } from './settings-spec.ts';

/** All of them are read with each write of an entry. */
const maxZonePeriods = 100;

export interface SettingsServiceOptions {
  readonly accounts: AccountRepository;
  readonly rows: RowService<Settings>;
  readonly repository: RowRepository<Settings>;
  readonly stamps: Stamps;
}

/** A user's settings, first of all the zone that decides every day. */
export class SettingsService {
  readonly #options: SettingsServiceOptions;

  constructor(options: SettingsServiceOptions) {
    this.#options = options;
  }

  get(userId: string): Promise<Row<Settings>> {
    return this.#options.rows.get(userId, userId);
  }

  /** The settings, if the user was ever seen here. */
  find(userId: string): Promise<Row<Settings> | null> {
    return this.#options.repository.find(userId, userId);
  }

  /**
   * The settings; made at the first sight of a user, with the zone and locale of sign-up where they are valid.
   */
  async ensure(
    userId: string,
    signUp: { timeZone?: string | undefined; locale?: string | undefined },
  ): Promise<Row<Settings>> {
    const { accounts, repository, stamps } = this.#options;
    await accounts.ensure(userId);
    await stamps.lock(userId);
    const known = await this.find(userId);
    if (known) return known;
    const timeZone = signUp.timeZone && isTimeZone(signUp.timeZone) ? signUp.timeZone : 'UTC';
    const locale = signUp.locale && isLocale(signUp.locale) ? signUp.locale : null;
    const fields: Settings = { timeZone, locale, zonePeriods: [{ from: null, timeZone }] };
    const row = newRow(userId, fields, await stamps.next(userId));
    await repository.insert(userId, row);
    return row;
  }

  /**
   * A change of zone opens a new period from now on.
   * @throws AppError `version_conflict` (412), `input_invalid` (422) for one change of zone too many
   */
  patch(
    userId: string,
    seen: number,
    { timeZone, locale }: { timeZone?: string | undefined; locale?: string | null | undefined },
  ): Promise<Row<Settings>> {
    return this.#options.rows.patch(userId, userId, seen, (row, at) => ({
      ...(locale === undefined ? {} : { locale }),
      ...(timeZone === undefined || timeZone === row.timeZone
        ? {}
        : { timeZone, zonePeriods: periodsWith(row, Date.parse(at), timeZone) }),
    }));
  }

  /** The user's zone and what day it is there. */
  async today(userId: string): Promise<{ timeZone: string; day: string }> {
    const { timeZone } = await this.get(userId);
    return { timeZone, day: dayKeyOf(Date.parse(this.#options.stamps.now()), timeZone) };
  }
}

/** The past keeps every zone that its days were counted in, so there is no period to give up for another. */
function periodsWith({ zonePeriods }: Settings, instant: number, timeZone: string): ZonePeriods {
  const periods = changeZone(zonePeriods, instant, timeZone);
  if (periods.length <= Math.max(maxZonePeriods, zonePeriods.length)) return periods;
  const message = 'The zone was changed too often to keep them all';
  throw new AppError(kitErrors.input_invalid, { errors: [{ pointer: '/timeZone', message }] });
}
