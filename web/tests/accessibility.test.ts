import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { BrowserContext, Page } from 'playwright-core';
import { pages } from '../app/router.js';
import { addRows, type Added } from './testing/add-rows.ts';
import { describeBrowser } from './testing/describe-browser.ts';
import type { Passed } from './testing/fault-proxy.ts';
import { inspect } from './testing/inspect.ts';
import { type Account, WebTwin } from './testing/web-twin.ts';

const limitMs = 15_000;
const sceneMs = 90_000;
const isChanges = ({ path }: Passed): boolean => path.startsWith('/bff/app/changes');
const problem = (status: number) => ({
  status,
  headers: { 'Content-Type': 'application/problem+json' },
  body: JSON.stringify({ title: 'Something went wrong', status, code: 'internal', requestId: randomUUID() }),
});
const isInside = ({ isPublic }: (typeof pages)[number]): boolean => isPublic !== true;
const addressOf = (path: string): string => path.replace('/:id?', '');

describeBrowser('pages for everyone', () => {
  let twin: WebTwin;
  let context: BrowserContext;
  let page: Page;
  beforeAll(async () => {
    twin = await WebTwin.start();
  }, 120_000);
  afterEach(() => {
    twin.proxy.reset();
    expect(twin.complaints.splice(0)).toEqual([]);
  });
  afterAll(() => twin.stop(), 60_000);

  async function newPage(): Promise<Page> {
    const fresh = await twin.context({ bypassCSP: true, reducedMotion: 'reduce' });
    fresh.setDefaultTimeout(limitMs);
    context = fresh;
    return fresh.newPage();
  }
  const open = (path: string) => page.goto(twin.url + path);
  const heading = (name: string) => page.getByRole('heading', { name, exact: true });
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const field = (label: string) => page.getByLabel(label, { exact: true });
  async function expectFine(): Promise<void> {
    expect(await inspect(page)).toEqual([]);
  }
  async function send(email: string, password: string, submit: string): Promise<void> {
    await field('E-mail address').fill(email);
    await field('Password').fill(password);
    await button(submit).click();
  }

  describe('while nobody is signed in', () => {
    beforeEach(async () => {
      page = await newPage();
    });
    afterEach(() => context.close());

    it.each(pages.filter((entry) => !isInside(entry)).map(({ path }) => path))(
      'are fine: %s',
      async (path) => {
        await open(path);
        await page.getByRole('heading', { level: 1 }).waitFor();
        await expectFine();
      },
      sceneMs,
    );

    it(
      'are fine with a refused sign-in',
      async () => {
        await open('/app/sign-in');
        await send('nobody@example.com', 'not the password', 'Sign in');
        await page.locator('[aria-invalid="true"]').waitFor();
        await expectFine();
      },
      sceneMs,
    );

    it(
      'are fine with a sign-up whose fields are wrong',
      async () => {
        await open('/app/sign-up');
        await send('nobody', 'short', 'Create account');
        await page.locator('[aria-invalid="true"]').first().waitFor();
        await expectFine();
      },
      sceneMs,
    );

    it(
      'are fine with an alarm',
      async () => {
        await open('/app/sign-in');
        twin.proxy.down();
        await send('nobody@example.com', 'not the password', 'Sign in');
        await page.locator('.toast.alarm').getByRole('button', { name: 'Close' }).focus(); // so it stays
        await expectFine();
      },
      sceneMs,
    );

    it(
      'are fine while rows load, cannot be had and fail',
      async () => {
        const { email, password } = await twin.account();
        await open('/app/sign-in');
        const held = twin.proxy.hold(isChanges);
        await send(email, password, 'Sign in');
        await held.arrived;
        await page.locator('.loading').waitFor();
        await expectFine();
        twin.proxy.cutAnswer(isChanges, 1_000);
        held.release();
        await page.reload();
        await heading('Not on this device yet').waitFor();
        await expectFine();
        twin.proxy.reset();
        twin.proxy.answer(isChanges, problem(500), 1_000);
        await button('Try again').click();
        await page.getByRole('alert').waitFor();
        await expectFine();
        twin.proxy.reset();
        twin.proxy.answer(isChanges, problem(401), 1_000);
        await button('Try again').click();
        await page.getByRole('link', { name: 'Sign in again to sync' }).waitFor();
        await expectFine();
      },
      2 * sceneMs,
    );
  });

  describe('of a new user', () => {
    beforeAll(async () => {
      page = await newPage();
      await twin.signIn(page, await twin.account());
    }, 60_000);
    afterAll(() => context.close());

    it.each(pages.filter(isInside).map(({ path }) => addressOf(path)))(
      'are fine: %s',
      async (path) => {
        await open(path);
        await page.getByRole('heading', { level: 1 }).waitFor();
        await expectFine();
      },
      sceneMs,
    );

    it(
      'are fine at each of the first steps, and with a wrong field',
      async () => {
        await open('/app/');
        for (const [label, submit] of [
          ['Title', 'Set this goal'],
          ['Name', 'Start this project'],
          ['Title', 'Add this task'],
        ] as const) {
          await button(submit).click(); // with nothing in it
          await page.locator('[aria-invalid="true"]').waitFor();
          await expectFine();
          await field(label).fill('Something to begin with');
          await button(submit).click();
          await button(submit).waitFor({ state: 'detached' });
        }
        await expectFine();
      },
      3 * sceneMs,
    );
  });

  describe('of a user with rows', () => {
    let account: Account;
    let added: Added;
    beforeAll(async () => {
      page = await newPage();
      account = await twin.account();
      added = await addRows(account.api);
      await account.api.post(`/bff/app/tasks/${added.tasks[3] ?? ''}/done`);
      await account.api.post('/bff/app/projects', { name: 'Without a goal', goalId: null });
      await account.api.post('/bff/app/goals', { title: 'Without a target', targetHours: null });
      const now = Date.now();
      const at = (minutesAgo: number) => new Date(now - minutesAgo * 60_000).toISOString();
      const taskId = added.tasks[0];
      await account.api.post('/bff/app/time-entries', { taskId, startedAt: at(100), endedAt: at(30) });
      await account.api.post('/bff/app/time-entries', { taskId: null, startedAt: at(20), endedAt: at(10) });
      const days = [0, 1, 2, 5].map((ago) => new Date(now - ago * 86_400_000).toISOString().slice(0, 10));
      for (const day of days) await account.api.send('PUT', `/bff/app/habits/${added.habit}/checks/${day}`);
      await twin.signIn(page, account);
    }, 60_000);
    afterAll(() => context.close());

    it.each([
      ...pages.filter(isInside).map(({ path }) => addressOf(path)),
      ...['/app/nope', '/app/tasks/nope', '/app/goals/nope', '/app/habits/nope', '/app/report?view=day'],
    ])(
      'are fine: %s',
      async (path) => {
        await open(path);
        await page.getByRole('heading', { level: 1 }).waitFor();
        for (const summary of await page.locator('summary').all()) await summary.click();
        await expectFine();
      },
      sceneMs,
    );

    it(
      'are fine with a running timer',
      async () => {
        await open('/app/');
        await button('Start the timer for Beta').click();
        await page.locator('.focus-time').waitFor();
        await expectFine();
        await open('/app/tasks');
        await page.locator('.timer-bar').waitFor();
        await expectFine();
        await page.locator('.timer-bar').getByRole('button', { name: 'Stop the timer' }).click();
        await page.locator('.timer-bar').waitFor({ state: 'detached' });
      },
      2 * sceneMs,
    );

    it(
      'are fine with a new task that has no name',
      async () => {
        await open('/app/tasks');
        await button('Add').click();
        await page.locator('[aria-invalid="true"]').waitFor();
        await expectFine();
      },
      sceneMs,
    );
  });
});
