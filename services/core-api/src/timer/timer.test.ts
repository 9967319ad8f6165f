import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { v7 } from 'uuid';
import { aTask, add, ifMatch } from '../testing/factories.ts';
import { type Caller, type TestCore, startTestCore } from '../testing/start-test-core.ts';

let core: TestCore;
let ada: Caller;
const noon = Date.parse('2026-11-22T12:00:00.000Z');
const at = (seconds: number) => new Date(noon + seconds * 1000).toISOString();

beforeAll(async () => {
  core = await startTestCore();
});
beforeEach(async () => {
  core.clock.now = noon;
  ada = await core.caller();
});
afterAll(() => core.close());

const start = (body: object = {}) => ada.ask('POST', '/v1/timer/start', body);
const stop = (body: object = {}) => ada.ask('POST', '/v1/timer/stop', body);
const openEntries = async (userId: string) =>
  (
    await core.pool.query(
      'select from time_entries where user_id = $1 and ended_at is null and deleted_at is null',
      [userId],
    )
  ).rowCount;

describe('the timer', () => {
  it('refuses to stop when none runs', async () => {
    const answer = await stop();
    expect([answer.status, answer.body.code]).toEqual([409, 'timer_not_running']);
  });

  it.each([
    ['more than 60 s ahead', { startedAt: at(61) }],
    ['more than 30 days back', { startedAt: at(-30 * 86_400 - 1) }],
  ])('refuses a start %s and tells its own time', async (_name, body) => {
    const answer = await start(body);
    expect([answer.status, answer.body.code]).toEqual([422, 'instant_out_of_range']);
    expect(answer.body).toMatchObject({ serverTime: at(0), errors: [{ pointer: '/startedAt' }] });
  });

  it('refuses a stop more than 60 s ahead', async () => {
    await start();
    expect((await stop({ at: at(61) })).body.errors).toMatchObject([{ pointer: '/at' }]);
  });

  it('answers 404 for a task that is not there, and starts nothing', async () => {
    expect((await start({ taskId: v7() })).status).toBe(404);
    expect((await ada.ask('GET', '/v1/timer')).body).toEqual({ running: null });
  });

  it('starts, runs and stops', async () => {
    const task = await add(ada, 'tasks', aTask());
    const { body } = await start({ taskId: task.id });
    expect(body).toMatchObject({
      started: { taskId: task.id, startedAt: at(0), endedAt: null },
      ended: null,
    });
    expect((await ada.ask('GET', '/v1/timer')).body.running).toEqual(body.started);
    core.clock.now += 90_000;
    expect((await stop()).body.ended).toMatchObject({ id: body.started.id, endedAt: at(90), version: 2 });
  });

  it('ends the running entry at the start of the next', async () => {
    const first = (await start({ startedAt: at(-600) })).body.started;
    const { body } = await start({ startedAt: at(-60) });
    expect(body.ended).toMatchObject({ id: first.id, endedAt: at(-60) });
    expect(body.started).toMatchObject({ startedAt: at(-60), endedAt: null });
  });

  it('takes a start that arrives late as an entry up to the running one', async () => {
    const running = (await start({ startedAt: at(-60) })).body.started;
    const { body } = await start({ startedAt: at(-600) });
    expect(body).toMatchObject({ started: { startedAt: at(-600), endedAt: at(-60) }, ended: null });
    expect((await ada.ask('GET', '/v1/timer')).body.running.id).toBe(running.id);
  });

  it('never ends an entry before its start when two clocks differ', async () => {
    await start({ startedAt: at(50) });
    expect((await stop()).body.ended).toMatchObject({ startedAt: at(50), endedAt: at(50) });
  });

  it('starts from the running one on when another clock is ahead', async () => {
    const first = (await start({ startedAt: at(50) })).body.started;
    const { body } = await start();
    expect(body.ended.id).toBe(first.id);
    expect(body.started).toMatchObject({ startedAt: at(50), endedAt: null });
  });

  it('keeps one open entry after 50 parallel starts, and none of them fails', async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, () => start()));
    expect(answers.map(({ status }) => status)).toEqual(Array(50).fill(201));
    expect(await openEntries(ada.userId)).toBe(1);
    const { rows } = await core.pool.query('select id from time_entries where user_id = $1', [ada.userId]);
    expect(rows).toHaveLength(50);
  });

  it('keeps one open entry through parallel starts and stops', async () => {
    const calls = Array.from({ length: 40 }, (_, n) => (n % 2 ? stop() : start()));
    for (const { status } of await Promise.all(calls)) expect([200, 201, 409]).toContain(status);
    expect(await openEntries(ada.userId)).toBeLessThanOrEqual(1);
  });

  it('refuses to bring a deleted running entry back while another runs', async () => {
    const first = (await start()).body.started;
    await ada.ask('DELETE', `/v1/time-entries/${first.id}`, undefined, ifMatch(1));
    await start();
    const answer = await ada.ask('POST', `/v1/time-entries/${first.id}/restore`);
    expect([answer.status, answer.body.code]).toEqual([409, 'timer_running']);
  });

  it.each([
    ['alone', {}],
    ['with its end', { endedAt: at(-60) }],
  ])('refuses to move the start of the running entry more than 30 days back, %s', async (_name, end) => {
    const path = `/v1/time-entries/${(await start()).body.started.id}`;
    for (const startedAt of ['1970-01-01T00:00:00.000Z', at(-30 * 86_400 - 1)]) {
      const answer = await ada.ask('PATCH', path, { startedAt, ...end }, ifMatch(1));
      expect([answer.status, answer.body.code]).toEqual([422, 'instant_out_of_range']);
      expect(answer.body.errors).toMatchObject([{ pointer: '/startedAt' }]);
    }
    const { body } = await ada.ask('PATCH', path, { startedAt: at(-30 * 86_400), ...end }, ifMatch(1));
    expect(body.startedAt).toBe(at(-30 * 86_400));
  });

  it('stops after any time, and that entry changes task, goes and comes back', async () => {
    const task = await add(ada, 'tasks', aTask());
    const { id } = (await start()).body.started;
    core.clock.now += 400 * 86_400_000;
    expect((await stop()).body.ended).toMatchObject({ id, endedAt: at(400 * 86_400) });
    const path = `/v1/time-entries/${id}`;
    expect((await ada.ask('PATCH', path, { taskId: task.id }, ifMatch(2))).body.taskId).toBe(task.id);
    await ada.ask('DELETE', path, undefined, ifMatch(3));
    expect(await ada.ask('POST', `${path}/restore`)).toMatchObject({ status: 200, body: { version: 5 } });
    const { taskDays } = await core.api.read.rollups.stored(ada.userId);
    expect(taskDays.reduce((sum, { seconds }) => sum + seconds, 0)).toBe(400 * 86_400);
    expect(taskDays).toEqual((await core.api.read.rollups.expected(ada.userId)).taskDays);
  });

  it('is repaired by setting the end of the running entry', async () => {
    const entry = (await start({ startedAt: at(-86_400) })).body.started;
    const fixed = await ada.ask(
      'PATCH',
      `/v1/time-entries/${entry.id}`,
      { endedAt: at(-80_000) },
      ifMatch(1),
    );
    expect(fixed.body.endedAt).toBe(at(-80_000));
    expect((await ada.ask('GET', '/v1/timer')).body.running).toBeNull();
  });
});

describe('the database', () => {
  it('itself refuses a second open entry', async () => {
    await start();
    const copy = core.pool.query(
      `insert into time_entries select user_id, $2, task_id, started_at, ended_at, version, field_versions,
         change, created_at, updated_at, deleted_at, deletion_id from time_entries where user_id = $1`,
      [ada.userId, v7()],
    );
    await expect(copy).rejects.toMatchObject({ constraint: 'time_entries_one_open' });
  });
});
