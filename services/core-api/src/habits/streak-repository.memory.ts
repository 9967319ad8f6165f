import type { StreakRuns } from '@goalixa/domain/daily-streak.ts';
import type { StreakRepository } from './streak-repository.ts';

export class MemoryStreakRepository implements StreakRepository {
  readonly #runs = new Map<string, StreakRuns>();

  find(userId: string, habitIds: readonly string[]): Promise<Map<string, StreakRuns>> {
    const found = new Map<string, StreakRuns>();
    for (const habitId of habitIds) {
      const runs = this.#runs.get(`${userId}/${habitId}`);
      if (runs) found.set(habitId, runs);
    }
    return Promise.resolve(found);
  }

  save(userId: string, habitId: string, runs: StreakRuns): Promise<void> {
    this.#runs.set(`${userId}/${habitId}`, runs);
    return Promise.resolve();
  }
}
