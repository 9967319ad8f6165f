import { afterAll, beforeAll, beforeEach, expect, it, jest } from '@jest/globals';
import { until } from '@goalixa/kit/testing/until.ts';
import { v7 } from 'uuid';
import { describeBrowser } from './testing/describe-browser.ts';
import type { Passed } from './testing/fault-proxy.ts';
import { WebPage } from './testing/web-page.ts';
import { type ApiClient, WebTwin } from './testing/web-twin.ts';

interface Task {
  readonly id: string;
  readonly title: string;
  readonly version: number;
}

const problem = (status: number, code: string, more: object = {}) => ({
  status,
  headers: { 'Content-Type': 'application/problem+json' },
  body: JSON.stringify({ status, code, title: `It says ${code}`, requestId: 'request-0001', ...more }),
});
const isWrite = ({ method, path }: Passed) => method !== 'GET' && path.startsWith('/bff/app/');
const keysOf = (writes: readonly Passed[]) => writes.map(({ headers }) => headers['idempotency-key']);

jest.setTimeout(60_000);

describeBrowser('a write that the server does not take at once', () => {
  let twin: WebTwin;
  let tab: WebPage;
  let api: ApiClient;
  beforeAll(async () => {
    twin = await WebTwin.start();
  }, 120_000);
  beforeEach(async () => {
    twin.proxy.reset();
    const account = await twin.account();
    ({ api } = account);
    await api.post('/bff/app/tasks', { id: v7(), title: 'Shared' });
    tab = await WebPage.open(twin, account);
    await tab.go('/app/tasks');
    await tab.page.locator('.task').first().waitFor();
  }, 60_000);
  afterAll(() => twin.stop(), 60_000);

  const titles = async () => (await api.list<Task>('tasks')).map(({ title }) => title).toSorted();

  it.each([
    ['500', problem(500, 'internal')],
    ['503', problem(503, 'database_unavailable')],
    ['429', problem(429, 'too_many_requests')],
    ['409 in flight', problem(409, 'idempotency_in_flight')],
    [
      '502 of somebody in between',
      { status: 502, headers: { 'Content-Type': 'text/html' }, body: '<h1>Bad</h1>' },
    ],
    [
      'a sign-in page of a hotel',
      { status: 200, headers: { 'Content-Type': 'text/html' }, body: '<h1>Hi</h1>' },
    ],
  ])('after %s is sent again under the same key, and done once', async (_name, reply) => {
    twin.proxy.answer(isWrite, reply);
    await tab.addTask('Patient');
    await tab.settled();
    const keys = keysOf(twin.proxy.writes);
    expect([keys.length, new Set(keys).size]).toEqual([2, 1]);
    expect(await titles()).toEqual(['Patient', 'Shared']);
  });

  it('waits as long as Retry-After asks, though it is urged', async () => {
    const reply = problem(503, 'busy');
    twin.proxy.answer(isWrite, { ...reply, headers: { ...reply.headers, 'Retry-After': '2' } });
    const start = performance.now();
    await tab.addTask('Patient');
    await tab.page.waitForResponse((answer) => answer.status() === 201, { timeout: 15_000 });
    expect(performance.now() - start).toBeGreaterThanOrEqual(2_000);
  });

  it('and fails by itself lets writes of other rows go on', async () => {
    twin.proxy.answer((seen) => isWrite(seen) && seen.body.includes('Stuck'), problem(500, 'internal'), 100);
    await tab.addTask('Stuck');
    await tab.addTask('Free');
    await until(async () => (await titles()).join() === 'Free,Shared', 10_000, 'the free one is there');
    expect(await tab.unsent()).toHaveLength(1);
  });

  it('and is refused is shown with the reason and the request id; later ones of its row wait, others do not', async () => {
    const errors = [{ pointer: '/title', message: 'Too long for us' }];
    twin.proxy.answer((seen) => seen.body.includes('Refused'), problem(422, 'input_invalid', { errors }));
    twin.proxy.down();
    await tab.addTask('Refused');
    await tab.renameTask('Refused', 'Still this');
    await tab.addTask('Accepted');
    twin.proxy.up();
    await tab.inStates('refused', 'waiting');
    expect(await titles()).toEqual(['Accepted', 'Shared']);
    await tab.go('/app/unsent');
    const card = tab.page.locator('.refused');
    for (const text of ['Too long for us', 'request-0001']) expect(await card.textContent()).toContain(text);
    await card.getByLabel('Title').fill('Mended');
    await card.getByRole('button', { name: 'Save' }).click();
    await tab.settled();
    expect(await titles()).toEqual(['Accepted', 'Shared', 'Still this']);
  });

  it('and is discarded takes what needs it along', async () => {
    twin.proxy.answer((seen) => seen.body.includes('Refused'), problem(422, 'input_invalid'));
    twin.proxy.down();
    await tab.addTask('Refused');
    await tab.renameTask('Refused', 'Still this');
    twin.proxy.up();
    await tab.inStates('refused', 'waiting');
    await tab.go('/app/unsent');
    await tab.page.locator('.refused').getByRole('button', { name: 'Discard' }).click();
    await tab.page.getByText('Discard these 2 changes').waitFor();
    await tab.page.getByRole('dialog').getByRole('button', { name: 'Discard' }).click();
    await tab.settled();
    await tab.go('/app/tasks');
    await tab.page.locator('.task').first().waitFor();
    expect(await tab.page.getByText('Still this').count()).toBe(0);
    expect(await titles()).toEqual(['Shared']);
  });

  it('because its row was deleted elsewhere can bring the row back', async () => {
    twin.proxy.down();
    await tab.renameTask('Shared', 'Renamed');
    const [row] = await api.list<Task>('tasks');
    await api.send('DELETE', `/bff/app/tasks/${row?.id}`, undefined, { 'If-Match': `"${row?.version}"` });
    twin.proxy.up();
    await tab.settled('refused');
    await tab.go('/app/unsent');
    await tab.page.getByRole('button', { name: 'Bring it back' }).click();
    await tab.settled();
    expect(await titles()).toEqual(['Renamed']);
  });

  it('because its task was deleted elsewhere can be kept without it: tracked time is not lost', async () => {
    twin.proxy.down();
    const row = tab.page.locator('.task').filter({ hasText: 'Shared' });
    await row.getByRole('button', { name: 'Start the timer for Shared' }).click();
    await tab.page.locator('.timer-bar').getByRole('button', { name: 'Stop the timer' }).click();
    await tab.queued(2);
    const [task] = await api.list<Task>('tasks');
    await api.send('DELETE', `/bff/app/tasks/${task?.id}`, undefined, { 'If-Match': `"${task?.version}"` });
    twin.proxy.up();
    await tab.inStates('refused', 'waiting');
    await tab.go('/app/unsent');
    expect(await tab.page.getByRole('button', { name: 'Bring it back' }).count()).toBe(0);
    await tab.page.getByRole('button', { name: 'Keep it without that' }).click();
    await tab.settled();
    const entries = await api.list<{ taskId: string | null; endedAt: string | null }>('time-entries');
    expect(entries).toEqual([expect.objectContaining({ taskId: null, endedAt: expect.any(String) })]);
  });

  it('for over 30 days is asked about before it is sent', async () => {
    twin.proxy.down();
    await tab.addTask('Ancient');
    await tab.page.evaluate(`new Promise((resolve) => {
      const user = JSON.parse(localStorage.getItem('goalixa-user')).id;
      indexedDB.open('goalixa-' + user).onsuccess = ({ target: { result } }) => {
        const outbox = result.transaction('outbox', 'readwrite').objectStore('outbox');
        outbox.openCursor().onsuccess = ({ target: { result: cursor } }) => {
          cursor.update({ ...cursor.value, at: Date.now() - 31 * 86_400_000 });
        };
        outbox.transaction.oncomplete = () => resolve(result.close());
      };
    })`);
    await tab.go('/app/unsent');
    twin.proxy.up();
    await tab.settled('expired');
    expect(twin.proxy.writes).toEqual([]);
    await tab.page.getByRole('button', { name: 'Send again' }).click();
    await tab.settled();
    expect(await titles()).toEqual(['Ancient', 'Shared']);
  });

  it('as this device is full is told, and what was typed stays', async () => {
    await tab.page.evaluate(`IDBObjectStore.prototype.put = () => {
      throw new DOMException('full', 'QuotaExceededError');
    }`);
    await tab.page.getByLabel('New task').fill('Too much');
    await tab.page.getByLabel('New task').press('Enter');
    await tab.page.getByText('This device is full').waitFor();
    expect(await tab.page.getByLabel('New task').inputValue()).toBe('Too much');
    await tab.page.reload();
    await tab.page.locator('.task').first().waitFor();
    expect(await tab.unsent()).toEqual([]);
    expect(await titles()).toEqual(['Shared']);
  });

  it('leaves nothing to object to', () => {
    expect(twin.complaints).toEqual([]);
  });
});
