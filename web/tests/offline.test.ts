import { afterAll, beforeAll, beforeEach, expect, it, jest } from '@jest/globals';
import { until } from '@goalixa/kit/testing/until.ts';
import type { BrowserContext, Page } from 'playwright-core';
import { pages } from '../app/router.js';
import { describeBrowser } from './testing/describe-browser.ts';
import { doEverything } from './testing/do-everything.ts';
import { expectEverything } from './testing/expect-everything.ts';
import { addOldRows } from './testing/old-rows.ts';
import { type Account, WebTwin } from './testing/web-twin.ts';

/** Stands for the account's own address. */
const ownAddress = '';

jest.setTimeout(60_000);

describeBrowser('without a network', () => {
  let twin: WebTwin;
  let account: Account;
  let context: BrowserContext;
  let page: Page;
  let ids: Record<string, string>;
  beforeAll(async () => {
    twin = await WebTwin.start();
  }, 120_000);
  beforeEach(async () => {
    twin.proxy.reset();
    account = await twin.account();
    ids = await addOldRows(account.api);
    context = await twin.context();
    page = await context.newPage();
    await twin.signIn(page, account);
    await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)');
    await page.waitForFunction('navigator.serviceWorker.controller !== null');
  }, 60_000);
  afterAll(() => twin.stop(), 60_000);

  const go = (path: string) => page.goto(`${twin.url}${path}`);
  /** The browser's own event; the app also tries by itself, only later. */
  const nudge = () => page.evaluate("dispatchEvent(new Event('online')), undefined");
  const labels = () =>
    page.evaluate<string[]>(`new Promise((resolve) => {
      const user = JSON.parse(localStorage.getItem('goalixa-user')).id;
      indexedDB.open('goalixa-' + user).onsuccess = ({ target: { result } }) => {
        result.transaction('outbox').objectStore('outbox').getAll().onsuccess = (event) => {
          result.close();
          resolve(event.target.result.map(({ label }) => label));
        };
      };
    })`);
  const unsent = async () => (await labels()).length;
  const allSent = (limitMs = 30_000) =>
    until(
      async () => {
        await nudge();
        return (await unsent()) === 0;
      },
      limitMs,
      'everything is sent',
    );
  const rowsOnScreen = {
    '/app/': 'First',
    '/app/tasks/:id?': 'Third',
    '/app/goals/:id?': 'Old goal',
    '/app/habits/:id?': 'Old habit',
    '/app/report': 'Old project',
    '/app/settings': ownAddress,
    '/app/unsent': 'Everything has been sent',
  };

  it('every page shows its rows after a cold reload, with every process of the twin stopped', async () => {
    await twin.stopServer();
    await expect(fetch(twin.url)).rejects.toThrow('fetch failed');
    for (const { path, isPublic } of pages.filter((entry) => !entry.isPublic)) {
      expect(isPublic).toBeUndefined();
      const cold = await context.newPage();
      await cold.goto(`${twin.url}${path.replace('/:id?', '')}`);
      const text = rowsOnScreen[path as keyof typeof rowsOnScreen];
      await cold
        .getByText(text === ownAddress ? account.email : text)
        .first()
        .waitFor({ timeout: 10_000 });
      await cold.close();
    }
    await twin.startServer();
  }, 120_000);

  it('every kind of write reaches the server exactly once, though each first answer is lost', async () => {
    twin.proxy.down();
    const count = await doEverything(page, go, async (number) => {
      let waiting: string[] = [];
      const isStored = async () => (waiting = await labels()).length === number;
      await until(isStored, 10_000, () => `${number} writes wait, but these do:\n${waiting.join('\n')}`);
    });
    expect(count).toBe(26);
    twin.proxy.up();
    const answered = new Set<string>();
    twin.proxy.cutAnswer((seen) => {
      const key = String(seen.headers['idempotency-key']);
      const isNew = seen.method !== 'GET' && seen.path.startsWith('/bff/app/') && !answered.has(key);
      answered.add(key);
      return isNew;
    }, Infinity);
    await allSent(90_000);
    const { writes } = twin.proxy;
    const byKey = Map.groupBy(writes, ({ headers }) => String(headers['idempotency-key']));
    for (const same of byKey.values()) {
      const [first] = same;
      for (const one of same) {
        expect([one.method, one.path, one.body, one.status]).toEqual([
          first?.method,
          first?.path,
          first?.body,
          first?.status,
        ]);
      }
      expect(same.length).toBeGreaterThanOrEqual(2);
    }
    const statuses = [...byKey.values()].map(([first]) => first?.status ?? 0);
    expect(statuses.filter((status) => status < 300)).toHaveLength(count);
    // A row that went and came back with its project has a newer version: its deletion is asked for again, as another.
    expect(statuses.filter((status) => status >= 300)).toEqual([412]);
    await expectEverything(account);
  }, 180_000);

  it('create, edit, complete and delete of one task arrive in that order', async () => {
    await go('/app/tasks');
    twin.proxy.down();
    await page.getByLabel('New task').fill('Short-lived');
    await page.getByLabel('New task').press('Enter');
    const row = page.locator('li').filter({ hasText: 'Short-lived' });
    await row.locator('.row-title').click();
    await page.getByRole('dialog').getByLabel('Title').fill('Short-lived, renamed');
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await row.getByRole('checkbox').click();
    await page.getByText('Done (1)').click();
    await row.locator('.row-title').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await until(async () => (await unsent()) === 4, 5_000, 'four writes wait');
    twin.proxy.up();
    await allSent();
    const steps = twin.proxy.writes.map(({ method, path, status }) => {
      return `${method} ${path.replace(/[0-9a-f-]{36}/, 'id').replace('/bff/app', '')} ${status}`;
    });
    expect(steps).toEqual([
      'POST /tasks 201',
      'PATCH /tasks/id 200',
      'POST /tasks/id/done 200',
      'DELETE /tasks/id 204',
    ]);
  }, 60_000);

  it('a write whose tab is killed before it is sent is sent by the next tab, once', async () => {
    await go('/app/tasks');
    twin.proxy.down();
    await page.getByLabel('New task').fill('Survivor');
    await page.getByLabel('New task').press('Enter');
    await page.getByRole('button', { name: 'Survivor', exact: true }).waitFor();
    await page.close();
    twin.proxy.up();
    page = await context.newPage();
    await go('/app/');
    await allSent();
    expect(await titles('Survivor')).toHaveLength(1);
  }, 60_000);

  it('a write whose tab is killed while it is under way is done once', async () => {
    await go('/app/tasks');
    const { arrived, release } = twin.proxy.hold(
      ({ method, path }) => method === 'POST' && path === '/bff/app/tasks',
    );
    await page.getByLabel('New task').fill('Under way');
    await page.getByLabel('New task').press('Enter');
    await arrived;
    const next = await context.newPage();
    await page.close();
    release();
    page = next;
    await go('/app/');
    await allSent();
    const keys = twin.proxy.writes.map(({ headers }) => headers['idempotency-key']);
    expect(new Set(keys).size).toBe(1);
    expect(await titles('Under way')).toHaveLength(1);
  }, 60_000);

  it('two tabs send what both of them queued, each write once, and show the same', async () => {
    const other = await context.newPage();
    await other.goto(`${twin.url}/app/tasks`);
    await go('/app/tasks');
    twin.proxy.down();
    for (const [tab, name] of [
      [page, 'one'],
      [other, 'two'],
    ] as const) {
      for (const number of [1, 2, 3]) {
        await tab.getByLabel('New task').fill(`Of tab ${name}, ${number}`);
        await tab.getByLabel('New task').press('Enter');
        await tab.getByRole('button', { name: `Of tab ${name}, ${number}`, exact: true }).waitFor();
      }
    }
    twin.proxy.up();
    await Promise.all([nudge(), other.evaluate("dispatchEvent(new Event('online')), undefined")]);
    await allSent();
    const keys = twin.proxy.writes
      .filter(({ status }) => status === 201)
      .map(({ headers }) => headers['idempotency-key']);
    expect([keys.length, new Set(keys).size]).toEqual([6, 6]);
    const shown = async (tab: Page) =>
      (await tab.locator('sortable-list .row-title').allTextContents()).map((text) => text.trim());
    await until(
      async () => (await shown(page)).join() === (await shown(other)).join(),
      10_000,
      'both show the same',
    );
    expect((await shown(page)).filter((text) => text.startsWith('Of tab'))).toHaveLength(6);
    expect((await titles('Of tab')).toSorted()).toHaveLength(6);
  }, 60_000);

  it('a deletion in one tab takes the row off the others, before and after it is sent', async () => {
    const other = await context.newPage();
    await other.goto(`${twin.url}/app/tasks`);
    const row = other.locator('.task').filter({ hasText: 'Third' });
    await row.waitFor();
    await go('/app/tasks');
    twin.proxy.down();
    await page.locator('.task').filter({ hasText: 'Third' }).locator('.row-title').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await row.waitFor({ state: 'detached' });
    twin.proxy.up();
    await allSent();
    await other.getByLabel('New task').fill('Drawn anew');
    await other.getByLabel('New task').press('Enter');
    await other.locator('.task').filter({ hasText: 'Drawn anew' }).waitFor();
    expect(await row.count()).toBe(0);
  });

  it('a second click on the way does nothing twice', async () => {
    await go('/app/tasks');
    const field = page.getByLabel('New task');
    await field.fill('Only once');
    await field.evaluate((input: HTMLInputElement) => {
      for (let click = 0; click < 3; click += 1) input.form?.requestSubmit();
    });
    await page.locator('.task').filter({ hasText: 'Only once' }).waitFor();
    await allSent();
    expect(await titles('Only once')).toHaveLength(1);
  });

  it('a device that is ahead of a restored server takes all rows anew, and keeps what waits', async () => {
    await go('/app/tasks');
    twin.proxy.down();
    await page.getByLabel('New task').fill('Still waiting');
    await page.getByLabel('New task').press('Enter');
    await page.locator('.task').filter({ hasText: 'Still waiting' }).waitFor();
    await page.evaluate(`new Promise((resolve) => {
      const user = JSON.parse(localStorage.getItem('goalixa-user')).id;
      indexedDB.open('goalixa-' + user).onsuccess = ({ target: { result } }) => {
        const stored = result.transaction(['rows', 'meta'], 'readwrite');
        stored.objectStore('rows').delete(['tasks', '${ids['third']}']);
        stored.objectStore('meta').put(999_999, 'cursor');
        stored.oncomplete = () => resolve(result.close());
      };
    })`);
    twin.proxy.up();
    await go('/app/tasks');
    await page.locator('.task').filter({ hasText: 'Third' }).waitFor();
    await allSent();
    expect(await titles('Still waiting')).toHaveLength(1);
    expect(twin.proxy.passed.map(({ status }) => status)).toContain(410);
  });

  it('nothing that the pages did is objected to', () => {
    expect(twin.complaints).toEqual([]);
  });

  const titles = async (start: string) =>
    (await account.api.list<{ title: string }>('tasks'))
      .map(({ title }) => title)
      .filter((title) => title.startsWith(start));
});
