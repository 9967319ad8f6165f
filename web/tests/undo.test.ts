import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { until } from '@goalixa/kit/testing/until.ts';
import type { BrowserContext, Page } from 'playwright-core';
import { addRows, plainNames } from './testing/add-rows.ts';
import { describeBrowser } from './testing/describe-browser.ts';
import { type Account, WebTwin } from './testing/web-twin.ts';

const limitMs = 15_000;
const lists = ['goals', 'projects', 'tasks', 'habits', 'habit-checks'] as const;
type Row = Record<string, unknown>;

describeBrowser('a deletion that is regretted', () => {
  let twin: WebTwin;
  let context: BrowserContext;
  let page: Page;
  let account: Account;
  beforeAll(async () => {
    twin = await WebTwin.start();
  }, 120_000);
  beforeEach(async () => {
    context = await twin.context();
    context.setDefaultTimeout(limitMs);
    page = await context.newPage();
    account = await twin.account();
    const { habit } = await addRows(account.api);
    await account.api.send('PUT', `/bff/app/habits/${habit}/checks/2026-01-05`);
    await twin.signIn(page, account);
  }, 30_000);
  afterEach(async () => {
    await context.close();
    expect(twin.complaints.splice(0)).toEqual([]);
  });
  afterAll(() => twin.stop(), 60_000);

  /** All live rows of the user at the server, without what every write changes. */
  async function rowsAtServer(): Promise<Record<string, Row[]>> {
    const rows = new Map<string, Row>();
    for (let after = 0, hasMore = true; hasMore;) {
      const answer = await account.api.get<{
        items: { type: string; id: string; row: Row | null }[];
        next: number;
        hasMore: boolean;
      }>(`/bff/app/changes?after=${after}&limit=500`);
      for (const { type, id, row } of answer.items) {
        if (row) rows.set(`${type}/${id}`, row);
        else rows.delete(`${type}/${id}`);
      }
      ({ next: after, hasMore } = answer);
    }
    const of = (list: string) =>
      [...rows]
        .filter(([key]) => key.startsWith(`${list}/`))
        .map(([, { version: _, updatedAt: __, ...row }]) => row)
        .sort((a, b) => (String(a['id']) < String(b['id']) ? -1 : 1));
    return Object.fromEntries(lists.map((list) => [list, of(list)]));
  }

  const sizeOf = (rows: Record<string, Row[]>) => lists.map((list) => rows[list]?.length ?? 0);

  it.each([
    { what: 'goal', path: '/app/goals', opener: `Edit ${plainNames.goal}`, left: [0, 1, 4, 1, 1] },
    { what: 'project', path: '/app/goals', opener: `Edit ${plainNames.project}`, left: [1, 0, 0, 1, 1] },
    { what: 'task', path: '/app/tasks', opener: 'Beta', left: [1, 1, 3, 1, 1] },
    { what: 'habit', path: '/app/habits', opener: `Edit ${plainNames.habit}`, left: [1, 1, 4, 0, 1] },
  ])(
    'brings back the $what with all that went along',
    async ({ path, opener, left }) => {
      const before = await rowsAtServer();
      expect(sizeOf(before)).toEqual([1, 1, 4, 1, 1]);
      await page.goto(twin.url + path);
      const opening = page.getByRole('button', { name: new RegExp(`^${opener}`) });
      await opening.click();
      await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
      await opening.waitFor({ state: 'detached' });
      await page.locator('.toast', { hasText: 'Deleted' }).waitFor();
      let sizes: number[] = [];
      const isGone = async () => {
        sizes = sizeOf(await rowsAtServer());
        return String(sizes) === String(left);
      };
      await until(isGone, limitMs, () => `${String(left)} rows at the server; there are ${String(sizes)}`);
      await page.getByRole('button', { name: 'Undo' }).click();
      await opening.waitFor();
      let after = before;
      const isBack = async () => {
        after = await rowsAtServer();
        return String(sizeOf(after)) === String(sizeOf(before));
      };
      await until(isBack, limitMs, () => `all rows at the server; there are ${String(sizeOf(after))}`);
      expect(after).toEqual(before);
      await page.reload();
      await opening.waitFor();
    },
    60_000,
  );

  it('deletes a habit whose making has been answered, before the changes are', async () => {
    await Promise.all([page.waitForResponse(/\/bff\/app\/changes/), page.goto(`${twin.url}/app/habits`)]);
    const held = twin.proxy.hold(({ path }) => path.startsWith('/bff/app/changes'));
    await page.getByRole('button', { name: 'New habit' }).click();
    await page.getByRole('dialog').getByLabel('Title').fill('Made a moment ago');
    await page.getByRole('dialog').getByRole('button', { name: 'Add' }).click();
    await held.arrived;
    await page.getByRole('button', { name: 'Edit Made a moment ago' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await page.locator('.toast', { hasText: 'Deleted “Made a moment ago”' }).waitFor();
    held.release();
    const isGone = async () => (await account.api.list('habits')).length === 1;
    await until(isGone, limitMs, 'the other habit alone at the server');
    await page.goto(`${twin.url}/app/unsent`);
    await page.getByRole('heading', { name: 'Everything has been sent' }).waitFor();
  }, 60_000);

  it('is over when the toast is closed', async () => {
    await page.goto(`${twin.url}/app/habits`);
    await page.getByRole('button', { name: `Edit ${plainNames.habit}` }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    const toast = page.locator('.toast', { hasText: `Deleted “${plainNames.habit}”` });
    await toast.getByRole('button', { name: 'Close' }).click();
    await toast.waitFor({ state: 'detached' });
    await page.reload();
    await page.getByRole('heading', { name: 'No habits yet' }).waitFor();
    const isGone = async () => (await account.api.list('habits')).length === 0;
    await until(isGone, limitMs, 'no habit at the server');
  }, 60_000);
});
