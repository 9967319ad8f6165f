import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { until } from '@goalixa/kit/testing/until.ts';
import type { BrowserContext, Page } from 'playwright-core';
import { addRows, type Added } from './testing/add-rows.ts';
import { describeBrowser } from './testing/describe-browser.ts';
import type { Passed } from './testing/fault-proxy.ts';
import { inspect } from './testing/inspect.ts';
import { type Account, WebTwin } from './testing/web-twin.ts';

interface Task {
  readonly id: string;
  readonly version: number;
}

const limitMs = 15_000;
const sceneMs = 90_000;
const refusal = {
  status: 422,
  headers: { 'Content-Type': 'application/problem+json' },
  body: JSON.stringify({
    title: 'Some input is not right',
    status: 422,
    code: 'input_invalid',
    requestId: randomUUID(),
    errors: [{ pointer: '/title', message: 'This title is not liked' }],
  }),
};

describeBrowser('what is asked, told and kept back', () => {
  let twin: WebTwin;
  let context: BrowserContext;
  let page: Page;
  let account: Account;
  let added: Added;
  beforeAll(async () => {
    twin = await WebTwin.start();
  }, 120_000);
  beforeEach(async () => {
    context = await twin.context({ bypassCSP: true, reducedMotion: 'reduce' });
    context.setDefaultTimeout(limitMs);
    page = await context.newPage();
    account = await twin.account();
    added = await addRows(account.api);
    await twin.signIn(page, account);
  }, 60_000);
  afterEach(async () => {
    await context.close();
    twin.proxy.reset();
    expect(twin.complaints.splice(0)).toEqual([]);
  });
  afterAll(() => twin.stop(), 60_000);

  const open = (path: string) => page.goto(twin.url + path);
  const button = (name: string | RegExp) => page.getByRole('button', { name });
  const heading = (name: string) => page.getByRole('heading', { name, exact: true });
  const dialog = () => page.getByRole('dialog');
  async function expectFine(): Promise<void> {
    expect(await inspect(page)).toEqual([]);
  }

  async function addTask(title: string): Promise<void> {
    await page.getByLabel('New task', { exact: true }).fill(title);
    await button('Add').click();
    await button(new RegExp(`^${title}`)).waitFor();
  }

  it.each([
    ['a task', '/app/tasks', /^Beta/],
    ['a new goal', '/app/goals', 'New goal'],
    ['a goal', '/app/goals', 'Edit Run a marathon'],
    ['a new project', '/app/goals', 'New project for Run a marathon'],
    ['a project', '/app/goals', 'Edit Training plan'],
    ['a new habit', '/app/habits', 'New habit'],
    ['a habit', '/app/habits', 'Edit Stretch'],
  ])(
    'are fine in the dialog of %s, also when a field is wrong',
    async (_, path, name) => {
      await open(path);
      await button(name).click();
      await dialog().waitFor();
      await expectFine();
      await dialog().locator('input').first().fill('');
      const hours = dialog().getByLabel('Target hours');
      if (await hours.count()) await hours.fill('-1');
      await dialog().locator('[type="submit"]').click();
      await dialog().locator('[aria-invalid="true"]').first().waitFor();
      await expectFine();
    },
    2 * sceneMs,
  );

  it(
    'are fine in a toast that offers to undo',
    async () => {
      await open('/app/tasks');
      await button(/^Beta/).click();
      await dialog().getByRole('button', { name: 'Delete' }).click();
      await button('Undo').focus(); // so it stays
      await expectFine();
    },
    sceneMs,
  );

  it(
    'are fine while changes wait, and in the warning before a sign-out',
    async () => {
      await open('/app/tasks');
      twin.proxy.down();
      await addTask('Written offline');
      await page.getByRole('link', { name: /^Offline, 1 change/ }).waitFor();
      await expectFine();
      await page.getByRole('link', { name: /^Offline, 1 change/ }).click();
      await heading('To be sent').waitFor();
      await expectFine();
      await page.getByRole('link', { name: 'Settings' }).click();
      await button('Sign out').click();
      await dialog().waitFor();
      await expectFine();
    },
    3 * sceneMs,
  );

  it(
    'are fine with a refused change, and in the question before it is discarded',
    async () => {
      await open('/app/tasks');
      const isAdd = ({ method, path }: Passed) => method === 'POST' && path === '/bff/app/tasks';
      twin.proxy.answer(isAdd, refusal);
      await addTask('Not liked');
      await page.getByRole('link', { name: '1 change needs you' }).click();
      await page.getByText('This title is not liked').waitFor();
      await expectFine();
      const name = page.locator('.refused input');
      await name.fill('');
      await page.locator('.refused').getByRole('button', { name: 'Save' }).click();
      await page.locator('[aria-invalid="true"]').waitFor();
      await expectFine();
      await button('Discard').click();
      await dialog().waitFor();
      await expectFine();
    },
    3 * sceneMs,
  );

  it(
    'are fine with values set in two places, and with the one that was not chosen',
    async () => {
      await open('/app/tasks');
      await button(/^Beta/).waitFor();
      twin.proxy.down();
      await button(/^Beta/).click();
      await dialog().getByLabel('Title').fill('Beta as I call it');
      await dialog().getByRole('button', { name: 'Save' }).click();
      await button(/^Gamma/).click();
      await dialog().getByRole('button', { name: 'Delete' }).click();
      await page.getByRole('link', { name: /^Offline, 2 changes/ }).waitFor();
      for (const [place, title] of [
        [1, 'Beta as others call it'],
        [2, 'Gamma as others call it'],
      ] as const) {
        const id = added.tasks[place] ?? '';
        const { version } = await account.api.get<Task>(`/bff/app/tasks/${id}`);
        await account.api.patch(`/bff/app/tasks/${id}`, version, { title });
      }
      twin.proxy.up();
      await page.getByRole('link', { name: /^Offline/ }).click();
      await button('Try again').click();
      await heading('Changed in two places').waitFor();
      await until(async () => (await page.locator('.conflict').count()) === 2, limitMs, 'two conflicts');
      await expectFine();
      await page.locator('.conflict').first().getByRole('button', { name: 'Apply' }).click();
      await heading('Values that were not chosen').waitFor();
      await expectFine();
    },
    2 * sceneMs,
  );
});
