import type { StreakRuns } from '@goalixa/domain/daily-streak.ts';

/** The runs of each habit's checks, kept so that nobody reads years of checks to show a streak. */
export interface StreakRepository {
  /** By habit id; habits never checked are absent. */
  find(userId: string, habitIds: readonly string[]): Promise<Map<string, StreakRuns>>;
  save(userId: string, habitId: string, runs: StreakRuns): Promise<void>;
}
