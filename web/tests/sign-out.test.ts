import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, expect, it, jest } from '@jest/globals';
import { until } from '@goalixa/kit/testing/until.ts';
import type { BrowserContext, Page } from 'playwright-core';
import { describeBrowser } from './testing/describe-browser.ts';
import {
  addTasks,
  askToSignOut,
  controlled,
  cookieOf,
  keptBy,
  queueOf,
  statusOfSession,
} from './testing/kept-in-browser.ts';
import type { Passed } from './testing/fault-proxy.ts';
import { WebTwin, type Account } from './testing/web-twin.ts';

jest.setTimeout(60_000);

const titles = ['First secret', 'Second secret', 'Third secret'];
const isWrite = ({ method, path }: Passed) => method !== 'GET' && path.startsWith('/bff/app/');
const isLogout = ({ path }: Passed) => path === '/bff/auth/logout';

describeBrowser('sign-out', () => {
  let twin: WebTwin;
  beforeAll(async () => {
    twin = await WebTwin.start();
  }, 120_000);
  beforeEach(() => twin.proxy.reset());
  afterAll(() => twin.stop(), 60_000);

  const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true });
  const dialog = (page: Page) => page.getByRole('dialog', { name: 'Not everything has been sent' });
  const idOf = async ({ api }: Account) => (await api.get<{ userId: string }>('/bff/auth/session')).userId;
  const unavailable = () => twin.proxy.answer(isWrite, { status: 503 }, Infinity);

  async function signedIn(): Promise<{ context: BrowserContext; page: Page; user: Account; id: string }> {
    const context = await twin.context();
    context.setDefaultTimeout(15_000);
    const page = await context.newPage();
    const user = await twin.account();
    await twin.signIn(page, user);
    return { context, page, user, id: await idOf(user) };
  }

  /** Somebody whose changes the server does not take at present. */
  async function withFullQueue() {
    const signed = await signedIn();
    unavailable();
    await addTasks(signed.page, ...titles);
    await signed.page.getByRole('checkbox', { name: titles[0]!, exact: true }).click();
    await until(async () => (await queueOf(signed.page, signed.id)).length === 4, 5_000, 'four changes');
    return signed;
  }

  it('is not done when the user cancels: rows, queue and session stay', async () => {
    const { context, page, id } = await withFullQueue();
    const before = await queueOf(page, id);
    await askToSignOut(page);
    await dialog(page).getByText('4 changes are on this device only.').waitFor();
    await dialog(page).getByRole('button', { name: 'Cancel' }).click();
    await dialog(page).waitFor({ state: 'detached' });
    const bare = (queue: typeof before) =>
      queue.map(({ id, method, path, at, body }) => [id, method, path, at, body]);
    expect(bare(await queueOf(page, id))).toEqual(bare(before));
    expect(before).toHaveLength(4);
    expect(twin.proxy.passed.filter(isLogout)).toEqual([]);
    expect(await statusOfSession(twin, await cookieOf(context))).toBe(200);
    twin.proxy.reset();
    await page.reload();
    await addTasks(page);
    await page.locator('sortable-list').getByText(titles[1]!, { exact: true }).waitFor();
    await context.close();
  });

  it('asks nothing when everything has been sent', async () => {
    const { context, page, id, user } = await signedIn();
    await addTasks(page, titles[0]!);
    await until(async () => (await queueOf(page, id)).length === 0, 10_000, 'an empty queue');
    await askToSignOut(page);
    await heading(page, 'Sign in').waitFor();
    expect((await user.api.list<{ title: string }>('tasks')).map(({ title }) => title)).toEqual([titles[0]]);
    await context.close();
  });

  it('saves every unsent change as a file first', async () => {
    const { context, page, id } = await withFullQueue();
    await askToSignOut(page);
    const downloading = page.waitForEvent('download');
    await dialog(page).getByRole('button', { name: 'Save as a file' }).click();
    const download = await downloading;
    expect(download.suggestedFilename()).toBe('goalixa-unsent.json');
    const saved = JSON.parse(await readFile(await download.path(), 'utf8')) as Record<string, unknown>[];
    const queue = await queueOf(page, id);
    const told = queue.map(({ method, path, at, body }) => ({ method, path, at, body }));
    expect(saved).toEqual(told.map((change) => expect.objectContaining(change)));
    expect(told.map(({ body, path }) => body?.['title'] ?? path.replace(/^.*\//, ''))).toEqual([
      ...titles,
      'done',
    ]);
    await dialog(page).waitFor(); // and is asked again
    await context.close();
  });

  it('leaves nothing of the user behind, here and at the server', async () => {
    const { context, page, user, id } = await withFullQueue();
    await controlled(page);
    const cookie = await cookieOf(context);
    expect((await keptBy(page)).databases).toEqual([`goalixa-${id}`]);
    await askToSignOut(page);
    await dialog(page).getByRole('button', { name: 'Sign out and lose them' }).click();
    await heading(page, 'Sign in').waitFor();
    const { databases, text } = await keptBy(page);
    expect(databases).toEqual([]);
    expect(text).toContain('/app/assets/'); // the app itself stays
    expect([id, user.email, ...titles].filter((word) => text.includes(word))).toEqual([]);
    expect(await context.cookies()).toEqual([]);
    expect(await statusOfSession(twin, cookie)).toBe(401);
    await context.close();
  });

  it('gives the next user of the browser nothing of the first, and sends nothing of the first', async () => {
    const { context, page, id } = await withFullQueue();
    const queue = await queueOf(page, id);
    await askToSignOut(page);
    await dialog(page).getByRole('button', { name: 'Sign out and lose them' }).click();
    await heading(page, 'Sign in').waitFor();
    twin.proxy.reset();
    const next = await twin.account();
    await twin.signIn(page, next);
    await addTasks(page, 'Of the next user');
    const nextId = await idOf(next);
    await until(async () => (await queueOf(page, nextId)).length === 0, 10_000, 'an empty queue');
    expect((await keptBy(page)).databases).toEqual([`goalixa-${nextId}`]);
    const screen = await page.locator('body').innerText();
    expect(titles.filter((title) => screen.includes(title))).toEqual([]);
    expect(twin.proxy.writes.map(({ body }) => (JSON.parse(body) as { title: string }).title)).toEqual([
      'Of the next user',
    ]);
    const keys = twin.proxy.writes.map(({ headers }) => headers['idempotency-key']);
    expect(queue.filter((change) => keys.includes(change.id))).toEqual([]);
    expect(await next.api.list('tasks')).toHaveLength(1);
    await context.close();
  });

  it('offline removes all at once, and ends the session at the next visit before anything else', async () => {
    const { context, page, id } = await signedIn();
    let sightings = 0;
    await context.exposeFunction('sighted', () => (sightings += 1));
    await context.addInitScript((title) => {
      new MutationObserver(() => {
        if (document.body?.textContent.includes(title)) (window as unknown as { sighted(): void }).sighted();
      }).observe(document, { subtree: true, childList: true, characterData: true });
    }, String(titles[0]));
    await controlled(page);
    await page.reload();
    await addTasks(page, titles[0]!);
    await until(async () => (await queueOf(page, id)).length === 0, 10_000, 'an empty queue');
    await until(() => sightings > 0, 5_000, 'a sighting of the row'); // the watch itself works
    const cookie = await cookieOf(context);
    twin.proxy.down();
    await askToSignOut(page);
    await heading(page, 'Sign in').waitFor();
    expect((await keptBy(page)).databases).toEqual([]);
    expect(await statusOfSession(twin, cookie)).toBe(200); // nobody could tell the server
    await page.close();
    twin.proxy.reset();
    sightings = 0;
    const later = await context.newPage();
    await later.goto(`${twin.url}/app/tasks`);
    await heading(later, 'Sign in').waitFor();
    await until(async () => (await statusOfSession(twin, cookie)) === 401, 10_000, 'the end of the session');
    const asked = twin.proxy.passed.filter(({ path }) => path.startsWith('/bff/'));
    expect(asked.map(({ path, status }) => [path, status])).toEqual([['/bff/auth/logout', 204]]);
    expect([sightings, (await keptBy(later)).databases]).toEqual([0, []]);
    await later.reload();
    await heading(later, 'Sign in').waitFor();
    expect(twin.proxy.passed.filter(isLogout)).toHaveLength(1);
    await context.close();
  });

  it('goes on at the next visit when the page dies between the purge and the logout', async () => {
    const { context, page } = await signedIn();
    await addTasks(page, titles[0]!);
    const cookie = await cookieOf(context);
    const held = twin.proxy.hold(isLogout);
    await askToSignOut(page);
    await held.arrived;
    expect((await keptBy(page)).databases).toEqual([]);
    await page.close();
    twin.proxy.down(); // what was held is lost
    held.release();
    expect(await statusOfSession(twin, cookie)).toBe(200);
    twin.proxy.reset();
    const later = await context.newPage();
    await later.goto(`${twin.url}/app/`);
    await heading(later, 'Sign in').waitFor();
    await until(async () => (await statusOfSession(twin, cookie)) === 401, 10_000, 'the end of the session');
    await context.close();
  });

  it('removes the rows at the next visit when the page dies before the purge', async () => {
    const { context, page, id } = await signedIn();
    await page.evaluate(() => (IDBFactory.prototype.deleteDatabase = () => ({}) as IDBOpenDBRequest));
    await askToSignOut(page);
    await page.waitForFunction(() => localStorage.getItem('goalixa-user') === null);
    expect((await keptBy(page)).databases).toEqual([`goalixa-${id}`]);
    await page.close();
    const later = await context.newPage();
    await later.goto(`${twin.url}/app/`);
    await heading(later, 'Sign in').waitFor();
    await until(async () => (await keptBy(later)).databases.length === 0, 10_000, 'the end of the rows');
    expect((await keptBy(later)).text).not.toContain(id);
    await context.close();
  });

  it('does not take the session of a sign-in that comes while the logout is under way', async () => {
    const { context, page } = await signedIn();
    await controlled(page);
    twin.proxy.down();
    await askToSignOut(page);
    await heading(page, 'Sign in').waitFor();
    twin.proxy.reset();
    const held = twin.proxy.hold(isLogout);
    await page.reload();
    await held.arrived;
    const next = await twin.account();
    await page.getByLabel('E-mail address').fill(next.email);
    await page.getByLabel('Password').fill(next.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.evaluate(() => fetch('/bff/auth/session')); // whatever was asked before has come through
    const login = twin.proxy.passed.find(({ path }) => path === '/bff/auth/login');
    await until(() => login?.status !== 0, 10_000, 'the answer to the sign-in');
    held.release();
    await heading(page, 'Today').waitFor();
    await until(() => twin.proxy.passed.every(({ status }) => status !== 0), 10_000, 'all answers');
    expect(await statusOfSession(twin, await cookieOf(context))).toBe(200);
    await context.close();
  });

  it('takes the other tabs to the sign-in page, with no row left on their screens', async () => {
    const { context, page } = await signedIn();
    const other = await context.newPage();
    await other.goto(`${twin.url}/app/tasks`);
    await addTasks(page, titles[0]!);
    await other.locator('sortable-list').getByText(titles[0]!, { exact: true }).waitFor();
    await askToSignOut(page);
    await heading(page, 'Sign in').waitFor();
    await heading(other, 'Sign in').waitFor();
    expect(await other.locator('body').innerText()).not.toContain(titles[0]);
    expect((await keptBy(other)).databases).toEqual([]);
    await context.close();
  });

  it('takes another tab there, too, that never hears of it and only loses the database', async () => {
    const { context, page } = await signedIn();
    const other = await context.newPage();
    await other.addInitScript(`
      const add = addEventListener.bind(window);
      window.addEventListener = (type, listener) => type === 'storage' || add(type, listener);
    `);
    await other.goto(`${twin.url}/app/tasks`);
    await other.getByRole('navigation', { name: 'Main' }).waitFor();
    await askToSignOut(page);
    await heading(page, 'Sign in').waitFor();
    await heading(other, 'Sign in').waitFor();
    await context.close();
  });

  it('no page has complained', () => {
    expect(twin.complaints).toEqual([]);
  });
});
