import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { aTask, add } from '../testing/factories.ts';
import { type Answer, type Caller, type TestCore, startTestCore } from '../testing/start-test-core.ts';

let core: TestCore;
let ada: Caller;

beforeAll(async () => {
  core = await startTestCore();
});
beforeEach(async () => {
  ada = await core.caller();
});
afterAll(() => core.close());

interface Listed {
  readonly id: string;
  readonly rank: string;
}

async function addTasks(count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let n = 0; n < count; n += 1) ids.push((await add(ada, 'tasks', aTask())).id);
  return ids;
}

const move = (id: string | undefined, afterId: string | null | undefined): Promise<Answer> =>
  ada.ask('POST', `/v1/tasks/${id}/move`, { afterId });
const setRanks = (where: string, values: readonly unknown[]) =>
  core.pool.query(`update tasks set rank = $2 where user_id = $1 and ${where}`, [ada.userId, ...values]);
const changesAfter = async (next: number) =>
  (await ada.ask('GET', `/v1/changes?after=${next}&limit=500`)).body;

/** All tasks, page by page. */
async function listed(limit = 200): Promise<Listed[]> {
  const items: Listed[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const { status, body } = await ada.ask('GET', `/v1/tasks?limit=${limit}${cursor && `&cursor=${cursor}`}`);
    expect(status).toBe(200);
    items.push(...body.items);
    cursor = body.nextCursor;
  }
  return items;
}
const idsOf = (tasks: readonly Listed[]) => tasks.map(({ id }) => id);
const longest = (tasks: readonly Listed[]) => Math.max(...tasks.map(({ rank }) => rank.length));

describe('the order of tasks', () => {
  it('writes nothing for a task that is there already', async () => {
    const [a, b] = await addTasks(2);
    expect((await move(b, a)).body.version).toBe(1);
    expect((await move(a, null)).body.version).toBe(1);
  });

  it('holds through any number of moves between the same neighbours, on pages of one too', async () => {
    const [first, ...others] = await addTasks(4);
    await core.api.inTransaction(async ({ tasks }) => {
      for (let n = 0; n < 600; n += 1) await tasks.move(ada.userId, others[n % 3] ?? '', first ?? '');
    });
    const tasks = await listed(1);
    expect(idsOf(tasks)).toEqual([first, others[2], others[1], others[0]]);
    expect(longest(tasks)).toBeLessThanOrEqual(48);
  });

  it('makes room with the nearest neighbours only, each told in the feed with a version of its own', async () => {
    const ids = await addTasks(61);
    const moved = ids[60];
    const anchor = ids[29];
    const before = await listed();
    await setRanks('id = $3', [`${before[29]?.rank}${'0'.repeat(50)}1`, ids[30]]);
    const { next } = await changesAfter(0);
    const answer = await move(moved, anchor);
    const after = await listed();
    expect(idsOf(after)).toEqual([...ids.slice(0, 30), moved, ...ids.slice(30, 60)]);
    expect(longest(after)).toBeLessThanOrEqual(24);
    expect(after.slice(0, 14)).toEqual(before.slice(0, 14));
    const { items } = await changesAfter(next);
    expect(items.length).toBeLessThanOrEqual(33);
    expect(items.at(-1).row).toEqual(answer.body);
    for (const { version, row } of items) {
      expect([version, row]).toEqual([2, after.find(({ id }) => id === row.id)]);
    }
    const numbers = await core.pool.query('select distinct change from tasks where user_id = $1', [
      ada.userId,
    ]);
    expect(numbers.rowCount).toBe(61);
  });

  it('reaches further for room where ranks are equal, and keeps the order that was shown', async () => {
    await addTasks(45);
    await setRanks('true', ['a0']);
    const shown = idsOf(await listed());
    const [moved] = shown.splice(40, 1);
    await move(moved, shown[20]);
    const after = await listed(7);
    expect(idsOf(after)).toEqual([...shown.slice(0, 21), moved, ...shown.slice(21)]);
    expect(new Set(after.map(({ rank }) => rank)).size).toBe(45);
  });

  it('gives each of many moves at once a rank of its own', async () => {
    const [first, ...others] = await addTasks(12);
    const answers = await Promise.all(others.map((id) => move(id, first)));
    expect(answers.map(({ status }) => status)).toEqual(Array(11).fill(200));
    const tasks = await listed();
    expect(new Set(tasks.map(({ rank }) => rank)).size).toBe(12);
    const last = tasks[11]?.id;
    await move(last, first);
    expect(idsOf(await listed()).slice(0, 2)).toEqual([first, last]);
  });
});
