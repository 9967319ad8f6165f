import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createPool } from '@goalixa/kit/database/pool.ts';
import { loadDataset } from './load-dataset.ts';
import { type TestCore, startTestCore } from './start-test-core.ts';

let core: TestCore;

beforeAll(async () => {
  core = await startTestCore();
});
afterAll(() => core.close());

describe('loadDataset', () => {
  it('loads what the services themselves would have kept', async () => {
    const { userId } = await core.caller();
    const options = { userId, tasks: 200, habits: 10, entries: 1_000, now: core.clock.now };
    const { counts } = await loadDataset(core.pool, options);
    expect(counts).toMatchObject({ tasks: 200, habits: 10, timeEntries: 1_000 });
    const { rollups, habitChecks, habits } = core.api.read;
    expect(await rollups.stored(userId)).toEqual(await rollups.expected(userId));
    const { items } = await habits.page(userId, { limit: 10 });
    for (const { id } of items) {
      const { rows } = await core.pool.query(
        'select last_day as "lastDay", run, best from habit_streaks where user_id = $1 and habit_id = $2',
        [userId, id],
      );
      expect(rows[0]).toEqual(await habitChecks.expectedRuns(userId, id));
    }
  });

  it('keeps the dashboard of a heavy user below 20 kB', async () => {
    const caller = await core.caller();
    const owner = createPool({
      ...core.database,
      ...core.database.owner,
      applicationName: 'core-test',
      max: 1,
    });
    await loadDataset(core.pool, {
      userId: caller.userId,
      tasks: 5_000,
      habits: 200,
      entries: 50_000,
      now: core.clock.now,
    });
    await owner.query('analyze');
    await owner.end();
    const { text, body } = await caller.ask('GET', '/v1/aggregates/dashboard');
    expect(text.length).toBeLessThanOrEqual(20_000);
    expect([body.counts.openTasks, body.counts.habits, body.tasks.length, body.habits.length]).toEqual([
      2_500, 200, 20, 50,
    ]);
  });
});
