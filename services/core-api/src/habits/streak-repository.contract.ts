import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 } from 'uuid';
import type { Stores } from '../testing/open-stores.ts';

/** What every store of streaks does; called with 'memory' and with 'postgres'. */
export function describeStreakRepository(name: string, open: () => Promise<Stores>): void {
  describe(`StreakRepository (${name})`, () => {
    let stores: Stores;

    beforeAll(async () => {
      stores = await open();
    });
    afterAll(() => stores.close());

    it('keeps the last runs of each habit, for its user only', async () => {
      const { streaks } = stores.repositories;
      const [userId, other] = [await stores.user(), await stores.user()];
      const [habit, never] = [v7(), v7()];
      await streaks.save(userId, habit, { lastDay: '2026-11-22', run: 2, best: 4 });
      await streaks.save(userId, habit, { lastDay: null, run: 0, best: 0 });
      const found = await streaks.find(userId, [habit, never]);
      expect([...found]).toEqual([[habit, { lastDay: null, run: 0, best: 0 }]]);
      expect((await streaks.find(other, [habit])).size).toBe(0);
    });
  });
}
