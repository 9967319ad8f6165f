import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { until } from '@goalixa/kit/testing/until.ts';
import type { BrowserContext, Page } from 'playwright-core';
import { addRows } from './testing/add-rows.ts';
import { describeBrowser } from './testing/describe-browser.ts';
import type { Passed } from './testing/fault-proxy.ts';
import { hasFocus } from './testing/keyboard.ts';
import { type Account, WebTwin } from './testing/web-twin.ts';

const limitMs = 15_000;
const requestId = 'request-1f7c';
const problem = {
  status: 500,
  headers: { 'Content-Type': 'application/problem+json' },
  body: JSON.stringify({ title: 'Something went wrong here', status: 500, code: 'internal', requestId }),
};
const isChanges = ({ path }: Passed): boolean => path.startsWith('/bff/app/changes');

describeBrowser('what a page shows instead of rows', () => {
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
  }, 30_000);
  afterEach(async () => {
    await context.close();
    twin.proxy.reset();
    expect(twin.complaints.splice(0)).toEqual([]);
  });
  afterAll(() => twin.stop(), 60_000);

  const open = (path: string) => page.goto(twin.url + path);
  const field = (label: string) => page.getByLabel(label, { exact: true });
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const heading = (name: string) => page.getByRole('heading', { name, exact: true });
  const dialog = () => page.getByRole('dialog');

  async function send(email: string, password: string, submit: string): Promise<void> {
    await field('E-mail address').fill(email);
    await field('Password').fill(password);
    await button(submit).click();
  }

  /** The field is called wrong, by words that belong to it. */
  async function expectWrong(label: string, message: RegExp): Promise<void> {
    const wrong = page.locator('[aria-invalid="true"]').and(field(label));
    await wrong.waitFor();
    const words = await wrong.evaluate((element) =>
      (element.getAttribute('aria-describedby') ?? '')
        .split(' ')
        .map((id) => document.getElementById(id)?.textContent ?? '')
        .join(' '),
    );
    expect(words).toMatch(message);
  }
  const valueOf = (label: string) => field(label).inputValue();

  it('keeps what was typed when a sign-in is refused, and says what does not match', async () => {
    await open('/app/sign-in');
    await send(account.email, 'not the password', 'Sign in');
    await expectWrong('Password', /Address and password do not match/);
    expect([await valueOf('E-mail address'), await valueOf('Password')]).toEqual([
      account.email,
      'not the password',
    ]);
    expect(await hasFocus(field('Password'))).toBe(true);
    await send(account.email, account.password, 'Sign in');
    await heading('Today').waitFor();
  }, 60_000);

  it('keeps what was typed when a sign-up is refused here, and names each wrong field', async () => {
    await open('/app/sign-up');
    await send('nobody', 'short', 'Create account');
    await expectWrong('E-mail address', /This is no e-mail address/);
    await expectWrong('Password', /At least 8 characters/);
    expect([await valueOf('E-mail address'), await valueOf('Password')]).toEqual(['nobody', 'short']);
    expect(await hasFocus(field('E-mail address'))).toBe(true);
    expect(twin.proxy.passed.filter(({ path }) => path.startsWith('/bff/'))).toEqual([]);
  }, 60_000);

  it('keeps what was typed when a sign-up is refused by the server, and marks the field', async () => {
    await open('/app/sign-up');
    await send('nobody@nowhere', 'a long sentence', 'Create account');
    await expectWrong('E-mail address', /\w+ \w+/);
    expect(await valueOf('E-mail address')).toBe('nobody@nowhere');
    expect(twin.proxy.passed.filter(({ status }) => status === 422)).toHaveLength(1);
  }, 60_000);

  it('does not sign up an address that is known, nor say more than that it may be', async () => {
    await open('/app/sign-up');
    await send(account.email, 'another sentence', 'Create account');
    await expectWrong('E-mail address', /may have an account already/);
    expect([await valueOf('E-mail address'), await valueOf('Password')]).toEqual([
      account.email,
      'another sentence',
    ]);
    await page.getByRole('link', { name: 'Sign in' }).click();
    await send(account.email, account.password, 'Sign in');
    await heading('Today').waitFor();
  }, 60_000);

  it('tells that the server cannot be reached when a sign-in gets no answer', async () => {
    await open('/app/sign-in');
    twin.proxy.down();
    await send(account.email, account.password, 'Sign in');
    await page.locator('.toast.alarm', { hasText: 'Goalixa cannot be reached' }).waitFor();
    expect([await valueOf('E-mail address'), await valueOf('Password')]).toEqual([
      account.email,
      account.password,
    ]);
    twin.proxy.up();
    await button('Sign in').click();
    await heading('Today').waitFor();
  }, 60_000);

  it.each([
    ['/app/tasks', 'Tasks'],
    ['/app/goals', 'Goals'],
    ['/app/habits', 'Habits'],
  ])(
    'finds no row below %s that is not there, and leads back',
    async (path, name) => {
      await twin.signIn(page, account);
      for (const address of [`${path}/${randomUUID()}`, `${path}/nope`]) {
        await open(address);
        await heading('There is nothing here').waitFor();
        await page.getByRole('link', { name: 'Go back' }).click();
        await page.waitForURL(twin.url + path);
        // The page that is left has the same name.
        await heading('There is nothing here').waitFor({ state: 'detached' });
        await heading(name).waitFor();
      }
    },
    60_000,
  );

  it('finds no page, project or day that is not there', async () => {
    await twin.signIn(page, account);
    for (const address of [
      '/app/nope',
      '/app/today/1',
      `/app/tasks?project=${randomUUID()}`,
      '/app/report?day=2026-02-30',
    ]) {
      await open(address);
      await heading('There is nothing here').waitFor();
    }
    await open('/app/nope');
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Not found');
    await page.getByRole('link', { name: 'Go back' }).click();
    await heading('Today').waitFor();
  }, 60_000);

  it('says that it loads until the rows are there', async () => {
    await open('/app/sign-in');
    const held = twin.proxy.hold(isChanges);
    await send(account.email, account.password, 'Sign in');
    await held.arrived;
    await page.getByRole('status').filter({ hasText: 'Loading' }).waitFor({ state: 'attached' });
    await heading('Today').waitFor();
    expect(await heading('What do you want to reach?').count()).toBe(0);
    held.release();
    await heading('What do you want to reach?').waitFor();
    expect(await page.getByText('Loading').count()).toBe(0);
  }, 60_000);

  it('names the request that failed, and tries again when asked to', async () => {
    await open('/app/sign-in');
    twin.proxy.answer(isChanges, problem, 1_000);
    await send(account.email, account.password, 'Sign in');
    const alert = page.getByRole('alert');
    await alert.waitFor();
    expect(await alert.textContent()).toContain('This did not load');
    expect(await alert.textContent()).toContain('Something went wrong here');
    expect(await alert.textContent()).toContain(`Request ${requestId}`);
    await page.getByRole('link', { name: 'Sync failed' }).waitFor();
    twin.proxy.reset();
    await button('Try again').click();
    await heading('What do you want to reach?').waitFor();
    await page.getByRole('link', { name: 'Sync failed' }).waitFor({ state: 'detached' });
  }, 60_000);

  it('says that nothing is on this device yet when there has been no network', async () => {
    await open('/app/sign-in');
    twin.proxy.cutAnswer(isChanges, 1_000);
    await send(account.email, account.password, 'Sign in');
    await heading('Not on this device yet').waitFor();
    await page.getByRole('link', { name: 'Offline' }).waitFor();
    twin.proxy.reset();
    await button('Try again').click();
    await heading('What do you want to reach?').waitFor();
  }, 60_000);

  it.each([
    ['/app/goals', 'No goals yet', 'New goal', 'goals'],
    ['/app/habits', 'No habits yet', 'New habit', 'habits'],
  ])(
    'begins at an empty %s',
    async (path, title, action, list) => {
      await twin.signIn(page, account);
      await open(path);
      await heading(title).waitFor();
      await page.locator('.state').getByRole('button', { name: action }).click();
      await dialog().getByLabel('Title').fill('The first one');
      await dialog().getByRole('button', { name: 'Add' }).click();
      await heading('The first one').waitFor();
      await heading(title).waitFor({ state: 'detached' });
      await untilTitles(list, ['The first one']);
    },
    60_000,
  );

  it('begins at empty tasks, and leads on from an empty report', async () => {
    await twin.signIn(page, account);
    await open('/app/tasks');
    await heading('No open tasks').waitFor();
    await field('New task').fill('The first one');
    await button('Add').click();
    await heading('No open tasks').waitFor({ state: 'detached' });
    await untilTitles('tasks', ['The first one']);
    await open('/app/unsent');
    await heading('Everything has been sent').waitFor();
    await open('/app/report');
    await heading('Nothing tracked').waitFor();
    await page.getByRole('link', { name: 'Go to Today' }).click();
    await button('Start the timer for The first one').waitFor();
  }, 60_000);

  it('does what the shortcuts of the manifest say', async () => {
    await twin.signIn(page, account);
    await addRows(account.api);
    const manifest = (await (await page.request.get(`${twin.url}/app/manifest.webmanifest`)).json()) as {
      shortcuts: { name: string; url: string }[];
    };
    expect(manifest.shortcuts.map(({ name }) => name)).toEqual(['New task', 'Habits', 'Report']);
    for (const { name, url } of manifest.shortcuts) {
      await open(url);
      const goal = name === 'New task' ? field(name) : page.getByRole('heading', { level: 1, name });
      await goal.waitFor();
      if (name === 'New task') await until(() => hasFocus(goal), limitMs, 'the focus in the field');
    }
  }, 60_000);

  it.each([
    ['goals', 'New goal'],
    ['habits', 'New habit'],
  ])(
    'opens the dialog of /app/%s?new',
    async (name, title) => {
      await twin.signIn(page, account);
      await open(`/app/${name}?new`);
      await dialog().getByRole('heading', { name: title }).waitFor();
      expect(await hasFocus(dialog().getByLabel('Title'))).toBe(true);
    },
    60_000,
  );

  it('comes to the address that was asked for once somebody has signed in', async () => {
    await open('/app/habits?new');
    await send(account.email, account.password, 'Sign in');
    await page.waitForURL(`${twin.url}/app/habits?new`);
    await heading('Habits').waitFor();
  }, 60_000);

  async function untilTitles(list: string, titles: readonly string[]): Promise<void> {
    const found = async () => (await account.api.list<{ title: string }>(list)).map(({ title }) => title);
    await until(
      async () => String(await found()) === String(titles),
      limitMs,
      `${String(titles)} at the server`,
    );
  }
});
