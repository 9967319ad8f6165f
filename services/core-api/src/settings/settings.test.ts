import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { anEntry, add, ifMatch } from '../testing/factories.ts';
import { type TestCore, startTestCore } from '../testing/start-test-core.ts';

let core: TestCore;

beforeAll(async () => {
  core = await startTestCore();
});
afterAll(() => core.close());

describe('settings', () => {
  it.each(['Mars/Olympus', '+03:30', '', 'x'.repeat(65), 3, null])('refuse the zone %j', async (timeZone) => {
    const ada = await core.caller();
    const answer = await ada.ask('PATCH', '/v1/settings', { timeZone }, ifMatch(1));
    expect([answer.status, answer.body.errors[0].pointer]).toEqual([422, '/timeZone']);
  });

  it('refuse a locale that is no tag, and a stale change', async () => {
    const ada = await core.caller();
    expect((await ada.ask('PATCH', '/v1/settings', { locale: 'x_y z' }, ifMatch(1))).status).toBe(422);
    await ada.ask('PATCH', '/v1/settings', { timeZone: 'Asia/Tehran' }, ifMatch(1));
    const stale = await ada.ask('PATCH', '/v1/settings', { timeZone: 'UTC' }, ifMatch(1));
    expect([stale.status, stale.body.current.timeZone]).toEqual([412, 'Asia/Tehran']);
    const merged = await ada.ask('PATCH', '/v1/settings', { locale: 'fa-IR' }, ifMatch(1));
    expect(merged.body).toMatchObject({ locale: 'fa-IR', timeZone: 'Asia/Tehran', version: 3 });
  });

  it('begin with what sign-up said, seen by many requests at once', async () => {
    const ada = await core.caller({ zoneinfo: 'Asia/Tehran', locale: 'fa-IR' });
    const answers = await Promise.all(Array.from({ length: 20 }, () => ada.ask('GET', '/v1/settings')));
    for (const { status, body } of answers) {
      expect([status, body.timeZone, body.locale, body.version]).toEqual([200, 'Asia/Tehran', 'fa-IR', 1]);
    }
  });

  it('begin with UTC where sign-up said nothing that we know', async () => {
    const ada = await core.caller({ zoneinfo: 'Mars/Olympus', locale: '!' });
    expect((await ada.ask('GET', '/v1/settings')).body).toMatchObject({ timeZone: 'UTC', locale: null });
  });

  it('keep 100 zones, refuse one more, and take other changes', async () => {
    const ada = await core.caller({ zoneinfo: 'UTC' });
    await ada.ask('GET', '/v1/settings');
    const zones = Array.from({ length: 100 }, (_, n) => ({
      from: n === 0 ? null : new Date(Date.UTC(2020, 0, n)).toISOString(),
      timeZone: n % 2 ? 'Asia/Tehran' : 'UTC',
    }));
    const text = 'update settings set zone_periods = $2, time_zone = $3 where user_id = $1';
    await core.pool.query(text, [ada.userId, JSON.stringify(zones), 'Asia/Tehran']);
    const refused = await ada.ask('PATCH', '/v1/settings', { timeZone: 'Europe/Berlin' }, ifMatch(1));
    expect([refused.status, refused.body.errors]).toMatchObject([422, [{ pointer: '/timeZone' }]]);
    const other = await ada.ask(
      'PATCH',
      '/v1/settings',
      { locale: 'fa-IR', timeZone: 'Asia/Tehran' },
      ifMatch(1),
    );
    expect([other.status, other.body.zonePeriods]).toEqual([200, zones]);
  });

  it('forget a zone that no day was counted in, with what a fast clock tracked in it', async () => {
    const ada = await core.caller({ zoneinfo: 'UTC' });
    // Tehran's midnight is at 20:30.
    core.clock.now = Date.parse('2026-11-22T20:29:55Z');
    await ada.ask('PATCH', '/v1/settings', { timeZone: 'Asia/Tehran' }, ifMatch(1));
    await add(
      ada,
      'time-entries',
      anEntry({ startedAt: '2026-11-22T20:30:10Z', endedAt: '2026-11-22T20:30:50Z' }),
    );
    const daysOf = async () =>
      (await core.api.read.rollups.stored(ada.userId)).taskDays.map(({ day }) => day);
    expect(await daysOf()).toEqual(['2026-11-23']);
    core.clock.now += 3_000;
    const { body } = await ada.ask('PATCH', '/v1/settings', { timeZone: 'UTC' }, ifMatch(2));
    expect(body.zonePeriods).toEqual([{ from: null, timeZone: 'UTC' }]);
    expect(await daysOf()).toEqual(['2026-11-22']);
  });

  it('count a new zone from now on, and leave the days of the past', async () => {
    const ada = await core.caller({ zoneinfo: 'UTC' });
    core.clock.now = Date.parse('2026-11-22T12:00:00Z');
    await add(
      ada,
      'time-entries',
      anEntry({ startedAt: '2026-11-20T22:00:00Z', endedAt: '2026-11-20T23:00:00Z' }),
    );
    // A fast clock: it ended after the change that comes.
    await add(
      ada,
      'time-entries',
      anEntry({ startedAt: '2026-11-22T11:59:00Z', endedAt: '2026-11-22T12:00:30Z' }),
    );
    await ada.ask('PATCH', '/v1/settings', { timeZone: 'Pacific/Auckland' }, ifMatch(1));
    const secondsOn = async (day: string) =>
      (await ada.ask('GET', `/v1/reports/day?day=${day}`)).body.totalSeconds;
    expect(await secondsOn('2026-11-20')).toBe(3600);
    expect([await secondsOn('2026-11-22'), await secondsOn('2026-11-23')]).toEqual([60, 30]);
    await core.api.inTransaction(async ({ rollups }) => rollups.rebuild(ada.userId));
    expect([await secondsOn('2026-11-22'), await secondsOn('2026-11-23')]).toEqual([60, 30]);
  });
});
