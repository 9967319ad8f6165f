import { addDays } from '@goalixa/domain/calendar-day.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { v7 } from 'uuid';
import { aHabit, add, ifMatch } from '../testing/factories.ts';
import { type Caller, type TestCore, startTestCore } from '../testing/start-test-core.ts';

let core: TestCore;
let ada: Caller;
const today = '2026-11-22';

beforeAll(async () => {
  core = await startTestCore();
});
beforeEach(async () => {
  core.clock.now = Date.parse(`${today}T12:00:00.000Z`);
  ada = await core.caller();
});
afterAll(() => core.close());

const check = (id: string, day: string) => ada.ask('PUT', `/v1/habits/${id}/checks/${day}`);
const uncheck = (id: string, day: string) => ada.ask('DELETE', `/v1/habits/${id}/checks/${day}`);
const streakOf = async (id: string) => (await ada.ask('GET', `/v1/habits/${id}`)).body.streak;

describe('habit checks', () => {
  it('refuse a day after tomorrow, a day that is none, and a habit that is not there', async () => {
    const habit = await add(ada, 'habits', aHabit());
    expect((await check(habit.id, '2026-11-24')).body.errors).toMatchObject([{ pointer: '/day' }]);
    expect((await check(habit.id, '2026-02-30')).status).toBe(422);
    expect((await check(v7(), today)).status).toBe(404);
    expect((await uncheck(v7(), today)).status).toBe(404);
  });

  it('are one row per habit and day, however often and in parallel they are sent', async () => {
    const habit = await add(ada, 'habits', aHabit());
    const answers = await Promise.all(Array.from({ length: 10 }, () => check(habit.id, today)));
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200));
    expect(await streakOf(habit.id)).toEqual({ current: 1, best: 1 });
  });

  it('come and go with PUT and DELETE', async () => {
    const habit = await add(ada, 'habits', aHabit());
    for (const count of [0, 1, 2]) await check(habit.id, addDays(today, -count));
    expect(await streakOf(habit.id)).toEqual({ current: 3, best: 3 });
    expect([
      (await uncheck(habit.id, addDays(today, -1))).status,
      (await uncheck(habit.id, today)).status,
    ]).toEqual([204, 204]);
    expect((await uncheck(habit.id, today)).status).toBe(204);
    expect(await streakOf(habit.id)).toEqual({ current: 0, best: 1 });
    expect((await check(habit.id, today)).body.version).toBe(3);
  });

  it('leave the streak open until the day is over in the zone of the user', async () => {
    const habit = await add(ada, 'habits', aHabit());
    await check(habit.id, today);
    core.clock.now = Date.parse('2026-11-23T23:59:59Z');
    expect(await streakOf(habit.id)).toEqual({ current: 1, best: 1 });
    core.clock.now = Date.parse('2026-11-24T00:00:00Z');
    expect(await streakOf(habit.id)).toEqual({ current: 0, best: 1 });
    const { version } = (await ada.ask('GET', '/v1/settings')).body;
    await ada.ask('PATCH', '/v1/settings', { timeZone: 'America/New_York' }, ifMatch(version));
    expect(await streakOf(habit.id)).toEqual({ current: 1, best: 1 });
  });

  it('keep the stored runs equal to those counted from the checks', async () => {
    const step = fc.tuple(fc.boolean(), fc.nat(12));
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 15 }), async (steps) => {
        const habit = await add(ada, 'habits', aHabit());
        for (const [isChecked, ago] of steps) {
          const day = addDays(today, -ago);
          await core.api.inTransaction(async ({ habitChecks }) => {
            await (isChecked
              ? habitChecks.check(ada.userId, habit.id, day)
              : habitChecks.uncheck(ada.userId, habit.id, day));
          });
        }
        const { rows } = await core.pool.query(
          'select last_day as "lastDay", run, best from habit_streaks where user_id = $1 and habit_id = $2',
          [ada.userId, habit.id],
        );
        const expected = await core.api.read.habitChecks.expectedRuns(ada.userId, habit.id);
        expect(rows[0] ?? { lastDay: null, run: 0, best: 0 }).toEqual(expected);
      }),
      { numRuns: 25 },
    );
  });
});
