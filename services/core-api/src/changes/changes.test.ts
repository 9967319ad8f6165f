import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aGoal, aHabit, aProject, aTask, add, anEntry, ifMatch } from '../testing/factories.ts';
import { type Caller, type TestCore, startTestCore } from '../testing/start-test-core.ts';

let core: TestCore;

beforeAll(async () => {
  core = await startTestCore();
});
afterAll(() => core.close());

interface Item {
  readonly type: string;
  readonly id: string;
  readonly version: number;
  readonly row: object | null;
}

/** Follows the feed to its end. */
async function follow(caller: Caller, from = 0, limit = 3): Promise<{ items: Item[]; next: number }> {
  const items: Item[] = [];
  let next = from;
  for (let hasMore = true; hasMore;) {
    const { body } = await caller.ask('GET', `/v1/changes?after=${next}&limit=${limit}`);
    items.push(...body.items);
    ({ next, hasMore } = body);
  }
  return { items, next };
}

describe('the change feed', () => {
  it.each(['after=-1', 'after=x', 'after=0x1', 'limit=0', 'limit=501', 'limit=1e2', 'colour=red'])(
    'refuses %s',
    async (query) => {
      const ada = await core.caller();
      expect((await ada.ask('GET', `/v1/changes?${query}`)).status).toBe(422);
    },
  );

  it('refuses a number that no change has had: the device starts again', async () => {
    const ada = await core.caller();
    const { next } = await follow(ada);
    expect((await ada.ask('GET', `/v1/changes?after=${next}`)).status).toBe(200);
    const { status, body } = await ada.ask('GET', `/v1/changes?after=${next + 1}`);
    expect([status, body.code]).toEqual([410, 'cursor_unknown']);
  });

  it('tells every kind of row once, as a read answers it', async () => {
    const ada = await core.caller();
    for (const [kind, fields] of [
      ['goals', aGoal()],
      ['projects', aProject()],
      ['tasks', aTask()],
      ['time-entries', anEntry()],
    ] as const) {
      const row = await add(ada, kind, fields);
      const { items } = await follow(ada);
      expect(items.at(-1)).toEqual({ type: kind, id: row.id, version: 1, row });
    }
    const habit = await add(ada, 'habits', aHabit());
    const check = (await ada.ask('PUT', `/v1/habits/${habit.id}/checks/2026-11-01`)).body;
    const { streak: _streak, ...stored } = habit;
    const { items } = await follow(ada);
    expect(items.slice(-2).map(({ row }) => row)).toEqual([stored, check]);
    expect(items[0]).toMatchObject({ type: 'settings', id: ada.userId });
    expect(new Set(items.map(({ id }) => id)).size).toBe(items.length);
  });

  it('tells a deleted row as null, with all that went with it, and its return', async () => {
    const ada = await core.caller();
    const project = await add(ada, 'projects', aProject());
    const task = await add(ada, 'tasks', aTask({ projectId: project.id }));
    const before = await follow(ada);
    await ada.ask('DELETE', `/v1/projects/${project.id}`, undefined, ifMatch(1));
    const deleted = await follow(ada, before.next);
    expect(deleted.items).toEqual([
      { type: 'projects', id: project.id, version: 2, row: null },
      { type: 'tasks', id: task.id, version: 2, row: null, projectId: project.id },
    ]);
    await ada.ask('POST', `/v1/projects/${project.id}/restore`);
    const restored = await follow(ada, deleted.next);
    expect(restored.items.map(({ id, row }) => [id, row !== null])).toEqual([
      [project.id, true],
      [task.id, true],
    ]);
  });

  it('tells of a deleted task where its time counts, as the reports do', async () => {
    const ada = await core.caller();
    const project = await add(ada, 'projects', aProject());
    const task = await add(ada, 'tasks', aTask({ projectId: project.id }));
    await add(ada, 'time-entries', anEntry({ taskId: task.id }));
    await ada.ask('DELETE', `/v1/tasks/${task.id}`, undefined, ifMatch(1));
    const tombstone = (await follow(ada)).items.find(({ id }) => id === task.id);
    expect(tombstone).toEqual({ type: 'tasks', id: task.id, version: 2, row: null, projectId: project.id });
    const { projects } = (await ada.ask('GET', '/v1/reports/day?day=2026-11-02')).body;
    expect(projects).toEqual([expect.objectContaining({ projectId: project.id, seconds: 3_600 })]);
  });

  it('skips no row while many writers commit', async () => {
    const ada = await core.caller();
    const seen = new Set<string>();
    let next = 0;
    let isWriting = true;
    const reader = (async () => {
      for (let last = false; !last;) {
        last = !isWriting;
        const page = await follow(ada, next, 7);
        for (const { id } of page.items) seen.add(id);
        next = page.next;
      }
    })();
    const rows = await Promise.all(Array.from({ length: 40 }, () => add(ada, 'goals', aGoal())));
    isWriting = false;
    await reader;
    for (const { id } of rows) expect(seen).toContain(id);
  });
});
