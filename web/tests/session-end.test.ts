import { afterAll, afterEach, beforeAll, beforeEach, expect, it, jest } from '@jest/globals';
import { until } from '@goalixa/kit/testing/until.ts';
import type { BrowserContext, Page } from 'playwright-core';
import { v7 } from 'uuid';
import { describeBrowser } from './testing/describe-browser.ts';
import {
  addTasks,
  askToSignOut,
  cookieOf,
  endSession,
  keptBy,
  queueOf,
  statusOfSession,
} from './testing/kept-in-browser.ts';
import type { Passed } from './testing/fault-proxy.ts';
import { WebTwin, type Account } from './testing/web-twin.ts';

jest.setTimeout(60_000);

const titles = ['First edit', 'Second edit'];
const isWrite = ({ method, path }: Passed) => method !== 'GET' && path.startsWith('/bff/app/');

describeBrowser('a session that ends under the app', () => {
  let twin: WebTwin;
  let context: BrowserContext;
  let page: Page;
  let first: Account;
  let firstId: string;
  beforeAll(async () => {
    twin = await WebTwin.start();
  }, 120_000);
  beforeEach(async () => {
    twin.proxy.reset();
    context = await twin.context();
    context.setDefaultTimeout(15_000);
    page = await context.newPage();
    first = await twin.account();
    firstId = await idOf(first);
    await twin.signIn(page, first);
  }, 60_000);
  afterEach(() => context.close());
  afterAll(() => twin.stop(), 60_000);

  const idOf = async ({ api }: Account) => (await api.get<{ userId: string }>('/bff/auth/session')).userId;
  const tasksOf = async ({ api }: Account) =>
    (await api.list<{ title: string }>('tasks')).map(({ title }) => title).sort();
  const pill = (tab: Page) => tab.getByRole('link', { name: 'Sign in again to sync' });
  const isSent = (tab: Page, userId: string) => async () => (await queueOf(tab, userId)).length === 0;

  /** By the pill, or from the sign-in page. */
  async function signInAgain(tab: Page, { email, password }: Account): Promise<void> {
    if (await pill(tab).isVisible()) await pill(tab).click();
    await tab.getByLabel('E-mail address').fill(email);
    await tab.getByLabel('Password').fill(password);
    await tab.getByRole('button', { name: 'Sign in' }).click();
    await tab.waitForFunction(
      (text) => localStorage.getItem('goalixa-user')?.includes(text) && location.pathname !== '/app/sign-in',
      email,
    );
    await pill(tab).waitFor({ state: 'detached' });
  }

  it('keeps everything, asks to sign in again, and sends it for the same user', async () => {
    await endSession(twin, context);
    await addTasks(page, ...titles);
    await pill(page).waitFor();
    expect(twin.proxy.writes.map(({ status }) => status)).toContain(401);
    expect((await queueOf(page, firstId)).map(({ body }) => body?.['title'])).toEqual(titles);
    expect(await tasksOf(first)).toEqual([]);
    await page.reload(); // through the end of the tab, too
    await page.locator('sortable-list').getByText(titles[0]!, { exact: true }).waitFor();
    await pill(page).click();
    expect(await page.getByLabel('E-mail address').inputValue()).toBe(first.email);
    await signInAgain(page, first);
    await until(isSent(page, firstId), 10_000, 'the queue is sent');
    expect(await tasksOf(first)).toEqual(titles);
    await page.locator('sortable-list').getByText(titles[1]!, { exact: true }).waitFor(); // back where it was
  });

  it('gives another user nothing of it, sends nothing of it, and keeps it for its owner', async () => {
    await addTasks(page, 'Of the first');
    await until(isSent(page, firstId), 10_000, 'the queue is sent');
    await endSession(twin, context);
    await addTasks(page, ...titles);
    await pill(page).waitFor();
    const queue = await queueOf(page, firstId);
    const second = await twin.account();
    const secondId = await idOf(second);
    twin.proxy.reset();
    await signInAgain(page, second);
    await addTasks(page, 'Of the second');
    await until(isSent(page, secondId), 10_000, 'the queue is sent');
    const screen = await page.locator('body').innerText();
    expect(['Of the first', ...titles].filter((title) => screen.includes(title))).toEqual([]);
    await page.getByRole('link', { name: 'Settings' }).click();
    await page.getByRole('link', { name: 'Changes that wait' }).click();
    await page.getByText('Everything has been sent').waitFor();
    const accepted = twin.proxy.writes.filter(({ status }) => status !== 401);
    expect(accepted.map(({ body }) => (JSON.parse(body) as { title: string }).title)).toEqual([
      'Of the second',
    ]);
    expect(queue.map(({ id }) => id)).not.toContain(accepted[0]?.headers['idempotency-key']);
    expect([await tasksOf(second), await tasksOf(first)]).toEqual([['Of the second'], ['Of the first']]);
    await askToSignOut(page);
    await page.getByRole('heading', { name: 'Sign in', exact: true }).waitFor();
    expect((await keptBy(page)).databases).toEqual([`goalixa-${firstId}`]);
    await signInAgain(page, first);
    await until(isSent(page, firstId), 10_000, 'the queue is sent');
    expect(await tasksOf(first)).toEqual([...titles, 'Of the first'].sort());
    expect(await tasksOf(second)).toEqual(['Of the second']);
  });

  it('removes what the user before has sent when another one signs in', async () => {
    await addTasks(page, ...titles);
    await until(isSent(page, firstId), 10_000, 'the queue is sent');
    await endSession(twin, context);
    await page.reload();
    await pill(page).waitFor();
    const second = await twin.account();
    const secondId = await idOf(second);
    await signInAgain(page, second);
    const databases = async () => (await keptBy(page)).databases;
    await until(async () => (await databases()).length === 1, 10_000, 'one database');
    expect(await databases()).toEqual([`goalixa-${secondId}`]);
    expect((await keptBy(page)).text).not.toContain(firstId);
  });

  it('refuses what a tab of the first user sends after another one has signed in behind its back', async () => {
    const second = await twin.account();
    const login = { data: { email: second.email, password: second.password }, headers: { origin: twin.url } };
    expect((await context.request.post(`${twin.url}/bff/auth/login`, login)).status()).toBe(200);
    expect(await statusOfSession(twin, await cookieOf(context))).toBe(200);
    await addTasks(page, ...titles);
    await pill(page).waitFor();
    const [write] = twin.proxy.writes;
    expect([write?.status, write?.headers['goalixa-user']]).toEqual([401, firstId]);
    expect(twin.proxy.writes.filter(({ status }) => status !== 401)).toEqual([]);
    expect(await statusOfSession(twin, await cookieOf(context))).toBe(200); // the second one's is a good session
    expect([await tasksOf(first), await tasksOf(second)]).toEqual([[], []]);
    await signInAgain(page, first);
    await until(isSent(page, firstId), 10_000, 'the queue is sent');
    expect([await tasksOf(first), await tasksOf(second)]).toEqual([titles, []]);
  });

  it('shows a tab of the first user no row of somebody who has signed in behind its back', async () => {
    const second = await twin.account();
    await second.api.post('/bff/app/tasks', { id: v7(), title: 'Of the second' });
    await addTasks(page, titles[0]!);
    await until(isSent(page, firstId), 10_000, 'the queue is sent');
    const login = { data: { email: second.email, password: second.password }, headers: { origin: twin.url } };
    await context.request.post(`${twin.url}/bff/auth/login`, login);
    twin.proxy.reset();
    await page.reload();
    await pill(page).waitFor();
    const asked = twin.proxy.passed.filter(({ path }) => path.startsWith('/bff/app/'));
    expect(new Set(asked.map(({ status }) => status))).toEqual(new Set([401]));
    const list = page.locator('sortable-list');
    await list.getByText(titles[0]!, { exact: true }).waitFor();
    expect(await list.innerText()).not.toContain('Of the second');
  });

  it('refuses a held write that comes after another user has signed in, and keeps it for its owner', async () => {
    const other = await context.newPage();
    await other.goto(`${twin.url}/app/`);
    await endSession(twin, context);
    await addTasks(page, titles[0]!);
    await pill(page).waitFor();
    await pill(page).click();
    const held = twin.proxy.hold(isWrite);
    await addTasks(other, titles[1]!);
    await held.arrived;
    const second = await twin.account();
    await signInAgain(page, second);
    await other.getByRole('navigation', { name: 'Main' }).waitFor();
    held.release();
    await until(() => twin.proxy.writes.every(({ status }) => status !== 0), 10_000, 'all answers');
    expect(new Set(twin.proxy.writes.map(({ status }) => status))).toEqual(new Set([401]));
    expect([await tasksOf(first), await tasksOf(second)]).toEqual([[], []]);
    expect((await queueOf(page, firstId)).map(({ body }) => body?.['title'])).toEqual(titles);
    await askToSignOut(page);
    await page.getByRole('heading', { name: 'Sign in', exact: true }).waitFor();
    await signInAgain(page, first);
    await until(isSent(page, firstId), 10_000, 'the queue is sent');
    expect([await tasksOf(first), await tasksOf(second)]).toEqual([titles, []]);
  });

  it('no page has complained', () => {
    expect(twin.complaints).toEqual([]);
  });
});
