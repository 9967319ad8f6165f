import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { aGoal, aHabit, aProject, aTask, add, anEntry, ifMatch } from '../testing/factories.ts';
import { type Caller, type TestCore, startTestCore } from '../testing/start-test-core.ts';

let core: TestCore;
let ada: Caller;

beforeAll(async () => {
  core = await startTestCore();
});
beforeEach(async () => {
  core.clock.now = Date.parse('2026-11-22T12:00:00.000Z');
  ada = await core.caller({ zoneinfo: 'Europe/Berlin' });
});
afterAll(() => core.close());

const read = (etag?: string | null) =>
  ada.ask('GET', '/v1/aggregates/dashboard', undefined, etag ? { 'if-none-match': etag } : {});
const etagOf = async () => (await read()).headers.get('etag');

describe('the dashboard', () => {
  it('is empty for a new user', async () => {
    const { body } = await read();
    expect(body).toMatchObject({
      day: '2026-11-22',
      timeZone: 'Europe/Berlin',
      running: null,
      tasks: [],
      habits: [],
    });
    expect(body.today).toEqual({ totalSeconds: 0, projects: [] });
  });

  it('shows what was tracked, what is open and what runs', async () => {
    const goal = await add(ada, 'goals', aGoal());
    const project = await add(ada, 'projects', aProject({ goalId: goal.id }));
    const task = await add(ada, 'tasks', aTask({ projectId: project.id }));
    const done = await add(ada, 'tasks', aTask());
    await ada.ask('POST', `/v1/tasks/${done.id}/done`);
    const habit = await add(ada, 'habits', aHabit());
    await ada.ask('PUT', `/v1/habits/${habit.id}/checks/2026-11-22`);
    await add(
      ada,
      'time-entries',
      anEntry({ startedAt: '2026-11-22T09:00:00Z', endedAt: '2026-11-22T10:00:00Z', taskId: task.id }),
    );
    await add(
      ada,
      'time-entries',
      anEntry({ startedAt: '2026-11-21T09:00:00Z', endedAt: '2026-11-21T09:30:00Z' }),
    );
    const { started } = (await ada.ask('POST', '/v1/timer/start', { taskId: task.id })).body;
    const { body } = await read();
    expect(body).toMatchObject({
      running: { id: started.id, taskId: task.id, taskTitle: task.title, startedAt: started.startedAt },
      today: { totalSeconds: 3600, projects: [{ projectId: project.id, name: project.name, seconds: 3600 }] },
      week: { from: '2026-11-16', to: '2026-11-22', totalSeconds: 5400 },
      counts: { openTasks: 1, habits: 1, habitsChecked: 1, goals: 1, projects: 1 },
      tasks: [{ id: task.id, title: task.title, projectId: project.id, version: 1 }],
      habits: [{ id: habit.id, checkedToday: true, streak: { current: 1, best: 1 } }],
      goals: [{ id: goal.id, targetHours: 10, trackedSeconds: 3600 }],
    });
  });

  it('answers 304 without a body while nothing changed, to weak and listed tags too', async () => {
    const etag = await etagOf();
    for (const sent of [etag, `W/${etag}`, `"other", ${etag}`]) {
      const again = await read(sent);
      expect([again.status, again.text, again.headers.get('etag')]).toEqual([304, '', etag]);
    }
    expect((await read('"other"')).status).toBe(200);
  });

  it('is new after each write', async () => {
    const etag = await etagOf();
    await add(ada, 'goals', aGoal());
    const after = await read(etag);
    expect([after.status, after.body.counts.goals]).toEqual([200, 1]);
    expect(after.headers.get('etag')).not.toBe(etag);
  });

  it('is new when the day turns in the zone of the user, without a write', async () => {
    core.clock.now = Date.parse('2026-11-22T22:59:59Z');
    const etag = await etagOf();
    core.clock.now = Date.parse('2026-11-22T23:00:00Z');
    const turned = await read(etag);
    expect([turned.status, turned.body.day, turned.body.week.from]).toEqual([
      200,
      '2026-11-23',
      '2026-11-23',
    ]);
  });

  it('is the same, to the byte, at any time of one day', async () => {
    await ada.ask('POST', '/v1/timer/start', {});
    const { text } = await read();
    core.clock.now += 3 * 3_600_000;
    expect((await read()).text).toBe(text);
  });

  it('follows a zone that another process changed', async () => {
    await read();
    await core.pool.query("update settings set time_zone = 'Pacific/Auckland' where user_id = $1", [
      ada.userId,
    ]);
    const { body } = await read();
    expect([body.timeZone, body.day]).toEqual(['Pacific/Auckland', '2026-11-23']);
  });

  it("never takes another user's tag for its own", async () => {
    const etag = await etagOf();
    const bea = await core.caller({ zoneinfo: 'Europe/Berlin' });
    const answer = await bea.ask('GET', '/v1/aggregates/dashboard', undefined, {
      'if-none-match': etag ?? '',
    });
    expect(answer.status).toBe(200);
  });

  it('reads its data in one statement once the user is known', async () => {
    await read();
    let statements = 0;
    const query = core.pool.query.bind(core.pool);
    core.pool.query = ((...args: Parameters<typeof query>) => {
      statements += 1;
      return query(...args);
    }) as typeof query;
    try {
      await read();
      await read(await etagOf());
    } finally {
      core.pool.query = query;
    }
    expect(statements).toBe(3);
  });
});

describe('reports', () => {
  it('show the same time as the dashboard, by project and by day; a running entry is in none', async () => {
    const project = await add(ada, 'projects', aProject());
    const task = await add(ada, 'tasks', aTask({ projectId: project.id }));
    // Over midnight in Berlin (23:00 UTC).
    await add(
      ada,
      'time-entries',
      anEntry({ startedAt: '2026-11-20T22:00:00Z', endedAt: '2026-11-21T00:00:00Z', taskId: task.id }),
    );
    await add(
      ada,
      'time-entries',
      anEntry({ startedAt: '2026-11-22T08:00:00Z', endedAt: '2026-11-22T08:10:00Z' }),
    );
    await ada.ask('POST', '/v1/timer/start', { startedAt: '2026-11-22T11:00:00Z' });
    const week = (await ada.ask('GET', '/v1/reports/week')).body;
    expect(week).toMatchObject({ from: '2026-11-16', to: '2026-11-22', totalSeconds: 7800 });
    expect(week.projects).toEqual([
      { projectId: project.id, name: project.name, seconds: 7200 },
      { projectId: null, name: null, seconds: 600 },
    ]);
    expect(week.days.map(({ seconds }: { seconds: number }) => seconds)).toEqual([
      0, 0, 0, 0, 3600, 3600, 600,
    ]);
    expect((await ada.ask('GET', '/v1/reports/day?day=2026-11-20')).body.totalSeconds).toBe(3600);
    expect((await ada.ask('GET', '/v1/reports/day')).body.totalSeconds).toBe(600);
  });

  it('keep the time of a deleted project as unassigned, and give it back', async () => {
    const project = await add(ada, 'projects', aProject());
    const task = await add(ada, 'tasks', aTask({ projectId: project.id }));
    await add(ada, 'time-entries', anEntry({ taskId: task.id }));
    const report = async () => (await ada.ask('GET', '/v1/reports/day?day=2026-11-02')).body;
    await ada.ask('DELETE', `/v1/projects/${project.id}`, undefined, ifMatch(1));
    expect(await report()).toMatchObject({
      totalSeconds: 3600,
      projects: [{ projectId: null, seconds: 3600 }],
    });
    await ada.ask('POST', `/v1/projects/${project.id}/restore`);
    expect(await report()).toMatchObject({ totalSeconds: 3600, projects: [{ projectId: project.id }] });
  });

  it('refuse a day that is none', async () => {
    expect((await ada.ask('GET', '/v1/reports/day?day=2026-02-30')).status).toBe(422);
    expect((await ada.ask('GET', '/v1/reports/week?day=x')).status).toBe(422);
  });
});
