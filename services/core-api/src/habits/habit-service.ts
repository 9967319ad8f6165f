import { addDays } from '@goalixa/domain/calendar-day.ts';
import { type Streak, type StreakRuns, streakOn, streakRuns } from '@goalixa/domain/daily-streak.ts';
import { habitCheckId } from '@goalixa/domain/habit-check-id.ts';
import { dayWasSkipped, previousDay } from '@goalixa/domain/zone-periods.ts';
import { AppError } from '@goalixa/kit/app-error.ts';
import { kitErrors } from '@goalixa/kit/kit-errors.ts';
import type { Stamps } from '../accounts/stamps.ts';
import { type Row, deletedRow, newRow, restoredRow } from '../rows/row.ts';
import type { RowRepository } from '../rows/row-repository.ts';
import type { RowService } from '../rows/row-service.ts';
import type { SettingsService } from '../settings/settings-service.ts';
import type { Habit, HabitCheck } from './habit-spec.ts';
import type { StreakRepository } from './streak-repository.ts';

export interface HabitServiceOptions {
  readonly habits: RowService<Habit>;
  readonly checks: RowRepository<HabitCheck>;
  readonly streaks: StreakRepository;
  readonly settings: SettingsService;
  readonly stamps: Stamps;
  readonly newId: () => string;
}

const never: StreakRuns = { lastDay: null, run: 0, best: 0 };

/** Daily checks of habits, and their streaks. */
export class HabitService {
  readonly #options: HabitServiceOptions;

  constructor(options: HabitServiceOptions) {
    this.#options = options;
  }

  /**
   * Checks a habit on a day; a day that is checked stays as it is.
   * @throws AppError `not_found` (404) for the habit, `input_invalid` (422) for a day after tomorrow
   */
  async check(userId: string, habitId: string, day: string): Promise<Row<HabitCheck>> {
    const { habits, checks, stamps } = this.#options;
    await stamps.lock(userId);
    await habits.get(userId, habitId);
    await this.#requireReached(userId, day);
    const id = habitCheckId(habitId, day);
    const known = await checks.find(userId, id);
    if (known?.deletedAt === null) return known;
    const stamp = await stamps.next(userId);
    const row = known ? restoredRow(known, stamp) : newRow<HabitCheck>(id, { habitId, day }, stamp);
    await (known ? checks.save(userId, row) : checks.insert(userId, row));
    await this.#keepStreak(userId, habitId);
    return row;
  }

  /** Takes a check away; a day without one stays as it is. */
  async uncheck(userId: string, habitId: string, day: string): Promise<void> {
    const { habits, checks, stamps, newId } = this.#options;
    await stamps.lock(userId);
    await habits.get(userId, habitId);
    const known = await checks.find(userId, habitCheckId(habitId, day));
    if (!known || known.deletedAt !== null) return;
    await checks.save(userId, deletedRow(known, newId(), await stamps.next(userId)));
    await this.#keepStreak(userId, habitId);
  }

  /** The streaks of habits as of today, by habit id. */
  async streaks(userId: string, habitIds: readonly string[]): Promise<Map<string, Streak>> {
    const { timeZone, day } = await this.#options.settings.today(userId);
    const runs = await this.#options.streaks.find(userId, habitIds);
    const yesterday = previousDay(day, timeZone);
    return new Map(habitIds.map((id) => [id, streakOn(runs.get(id) ?? never, yesterday)]));
  }

  /** The runs as they must be, from the checks alone. */
  async expectedRuns(userId: string, habitId: string): Promise<StreakRuns> {
    const { checks, settings } = this.#options;
    const rows = await checks.list(userId, { where: [{ field: 'habitId', op: 'is', value: habitId }] });
    const { zonePeriods } = await settings.get(userId);
    return streakRuns(
      rows.map(({ day }) => day),
      (day) => dayWasSkipped(day, zonePeriods),
    );
  }

  async #keepStreak(userId: string, habitId: string): Promise<void> {
    await this.#options.streaks.save(userId, habitId, await this.expectedRuns(userId, habitId));
  }

  /** Tomorrow is let through: a device may be a zone ahead of the settings. */
  async #requireReached(userId: string, day: string): Promise<void> {
    const today = await this.#options.settings.today(userId);
    if (day <= addDays(today.day, 1)) return;
    const errors = [{ pointer: '/day', message: `Lies after tomorrow; today is ${today.day}` }];
    throw new AppError(kitErrors.input_invalid, { errors });
  }
}
