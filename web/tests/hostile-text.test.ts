import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { until } from '@goalixa/kit/testing/until.ts';
import type { BrowserContext, Locator, Page } from 'playwright-core';
import { describeBrowser } from './testing/describe-browser.ts';
import type { Passed } from './testing/fault-proxy.ts';
import { misfits } from './testing/inspect.ts';
import { type Account, WebTwin } from './testing/web-twin.ts';

const limitMs = 15_000;
const texts = {
  'an image that fails': '<img src=x onerror=alert(1)>',
  'a script after a quote': '"><script>alert(1)</script>',
  'a string that ends': "'-alert(1)-'",
  'an attribute without quotes': 'x onfocus=alert(1) autofocus `',
  'places of templates': '{{7*7}}${7*7}{name}$&$1',
  'a scheme that runs': 'javascript:alert(1)',
  'ends of elements': '</textarea></title></option></select><svg onload=alert(1)>',
  entities: '&lt;b&gt; &amp;quot; &#60;',
  'an override of the direction': 'left \u202Ethgir\u202C \u2067\u0641\u0627\u0631\u0633\u06CC\u2069 left',
  'one long word': 'W'.repeat(200),
  'joined emoji': '👩‍👩‍👧‍👦🏳️‍🌈👨🏽‍🚒'.repeat(5),
  'combining marks': `Z${'\u0351\u036B\u0343\u036A\u0302\u036B'.repeat(20)}algo`,
};

describeBrowser('text that wants to be more', () => {
  let twin: WebTwin;
  let context: BrowserContext;
  let page: Page;
  let account: Account;
  let dialogs: string[];
  beforeAll(async () => {
    twin = await WebTwin.start();
  }, 120_000);
  beforeEach(async () => {
    context = await twin.context({ viewport: { width: 360, height: 800 } });
    context.setDefaultTimeout(limitMs);
    page = await context.newPage();
    dialogs = [];
    page.on('dialog', (dialog) => {
      dialogs.push(dialog.message());
      void dialog.dismiss();
    });
  }, 30_000);
  afterEach(async () => {
    await context.close();
    twin.proxy.reset();
    expect(twin.complaints.splice(0)).toEqual([]);
    expect(dialogs).toEqual([]);
  });
  afterAll(() => twin.stop(), 60_000);

  const open = (path: string) => page.goto(twin.url + path);
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const dialog = () => page.getByRole('dialog');

  /** It is there, as text and nothing else, and fits. */
  async function expectText(place: Locator, text: string): Promise<void> {
    await place.first().waitFor({ state: 'attached' });
    const seen = (await place.first().textContent())?.trim().replace(/\s+/g, ' ');
    expect(seen).toBe(text);
    const others = await page.evaluate(() => [
      [...document.images].map((image) => image.getAttribute('src')),
      [...document.scripts].filter(({ src }) => src === '').length,
      document.querySelectorAll('[onerror], [onload], [onfocus], [autofocus], a[href^="javascript"]').length,
    ]);
    expect(others).toEqual([['/app/icon.svg'], 0, 0]);
    expect(await misfits(page)).toEqual([]);
  }

  async function expectName(control: Locator, name: string): Promise<void> {
    expect(await control.first().getAttribute('aria-label')).toBe(name);
  }

  async function fillDialog(label: string, text: string): Promise<void> {
    await dialog().getByLabel(label, { exact: true }).fill(text);
    await dialog().locator('[type="submit"]').click();
    await dialog().waitFor({ state: 'detached' });
  }

  async function addGoalAndProject(text: string): Promise<void> {
    await open('/app/goals');
    await button('New goal').first().click();
    await fillDialog('Title', text);
    await expectText(page.locator('.card-head h2[dir]'), text);
    const add = page.locator('[data-click="addProject"]').first();
    await expectName(add, `New project for ${text}`);
    await add.click();
    await expectText(dialog().locator('option').nth(1), text);
    await fillDialog('Name', text);
    await expectText(page.locator('a.row-title > span'), text);
    await page.locator('[data-click="editProject"]').click();
    expect(await dialog().getByLabel('Name').inputValue()).toBe(text);
    await page.keyboard.press('Escape');
    await page.locator('a.row-title').click();
  }

  async function addTask(text: string): Promise<void> {
    await page.getByLabel('New task', { exact: true }).fill(text);
    await button('Add').click();
    await expectText(page.locator('sortable-list .row-title > span'), text);
    await expectText(page.locator('sortable-list .row-title > small'), text);
    await expectText(page.locator('#news'), `Added ${text}`);
    await expectName(page.locator('.grip'), `Move ${text}. Use the up and down arrow keys.`);
    await expectName(page.locator('sortable-list [type="checkbox"]'), text);
    await page.locator('sortable-list .row-title').click();
    expect(await dialog().getByLabel('Title').inputValue()).toBe(text);
    await expectText(dialog().locator('option').nth(1), text);
    await page.keyboard.press('Escape');
    await page.locator('sortable-list [data-click="startTask"]').click();
    await expectText(page.locator('.timer-bar p'), text);
    const title = () => page.title();
    const isRunning = async () => /^0:\d\d:\d\d /.test(await title());
    await until(isRunning, limitMs, 'the timer in the title');
    expect((await title()).replace(/^0:\d\d:\d\d /, '')).toBe(`${text} · Tasks · Goalixa`);
  }

  async function addHabit(text: string): Promise<void> {
    await open('/app/habits');
    await button('New habit').first().click();
    await fillDialog('Title', text);
    await expectText(page.locator('.habit h2'), text);
    const label = await page.locator('.habit [type="checkbox"]').first().getAttribute('aria-label');
    expect(label).toContain(`${text}, `);
    await page.locator('[data-click="editHabit"]').click();
    await dialog().getByRole('button', { name: 'Delete' }).click();
    await expectText(page.locator('.toast p'), `Deleted “${text}”`);
    await button('Undo').click();
    await expectText(page.locator('.habit h2'), text);
  }

  async function signUp(email: string): Promise<void> {
    await page.getByLabel('E-mail address').fill(email);
    await page.getByLabel('Password').fill('correct horse battery');
    await button('Create account').click();
  }

  it('is no e-mail address, and stays in its field', async () => {
    await open('/app/sign-up');
    const refused = Object.entries(texts).filter(([name]) => name !== 'places of templates');
    for (const [, text] of refused) {
      const answered = twin.proxy.passed.length;
      await signUp(`${text}@example.com`);
      await page.locator('form[aria-busy="false"] [type="email"][aria-invalid="true"]').waitFor();
      expect(await page.getByLabel('E-mail address').inputValue()).toBe(`${text}@example.com`);
      const refusals = twin.proxy.passed.slice(answered).filter(({ path }) => path.startsWith('/bff/'));
      expect(refusals.filter(({ status }) => status !== 422)).toEqual([]);
      expect(await page.locator('img').count()).toBe(1);
      expect(await misfits(page)).toEqual([]);
    }
  }, 60_000);

  it('fits into the settings where it is an address', async () => {
    const domain = `${'w'.repeat(60)}.${'w'.repeat(60)}.${randomUUID()}.example.com`;
    const email = `{{7*7}}\${7*7}'$&{name}+${'w'.repeat(20)}@${domain}`;
    await open('/app/sign-up');
    await signUp(email);
    await page.getByRole('heading', { name: 'What do you want to reach?' }).waitFor();
    await open('/app/settings');
    await expectText(page.getByText('Signed in as'), `Signed in as ${email}`);
  }, 60_000);

  it.each(Object.entries(texts))(
    'stays text: %s',
    async (_, text) => {
      account = await twin.account();
      await twin.signIn(page, account);
      await addGoalAndProject(text);
      await addTask(text);
      await addHabit(text);
      await open('/app/');
      await expectText(page.locator('.focus-task'), text);
      for (const place of [
        '.task .row-title > span',
        '.task small',
        'label.row-title span',
        '.goal-row strong',
      ]) {
        await expectText(page.locator(`today-page ${place}`), text);
      }
      await page.locator('.focus-time', { hasText: /[1-9]$/ }).waitFor();
      await page.locator('.focus').getByRole('button').click();
      await open('/app/report');
      await expectText(page.locator('.project-table tbody th'), text);
      await open('/app/unsent');
      await page.getByRole('heading', { name: 'Everything has been sent' }).waitFor();
      const lists = await Promise.all(['goals', 'projects', 'tasks', 'habits'].map(rowsOf));
      expect(lists.flat().map(({ title, name }) => title ?? name)).toEqual([text, text, text, text]);
      await keptBack(text);
    },
    90_000,
  );

  const rowsOf = (list: string) => account.api.list<{ title?: string; name?: string }>(list);

  /** On the page of what has not been sent: as what waits, and in words of a server that refuses it. */
  async function keptBack(text: string): Promise<void> {
    await open('/app/tasks');
    twin.proxy.down();
    await page.locator('sortable-list [type="checkbox"]').click();
    await page.getByRole('link', { name: /^Offline, 1 change/ }).click();
    await expectText(page.locator('ol .row-title > span'), `Mark “${text}” as done`);
    const isWrite = ({ method }: Passed) => method === 'POST';
    const [headers, requestId] = [{ 'Content-Type': 'application/problem+json' }, randomUUID()];
    const errors = [{ pointer: '/title', message: text }];
    const body = JSON.stringify({ title: text, status: 422, code: 'input_invalid', requestId, errors });
    twin.proxy.up();
    twin.proxy.answer(isWrite, { status: 422, headers, body });
    await button('Try again').click();
    await expectText(page.locator('.refused h3'), `Mark “${text}” as done`);
    await expectText(page.locator('.refused > p'), text);
    await expectText(page.locator('.refused li'), text);
    await page.locator('[data-click="discard"]').click();
    await expectText(dialog().locator('h2'), `Mark “${text}” as done`);
  }
});
