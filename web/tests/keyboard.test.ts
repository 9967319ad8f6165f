import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { until } from '@goalixa/kit/testing/until.ts';
import type { BrowserContext, Locator, Page } from 'playwright-core';
import { pages } from '../app/router.js';
import { addRows } from './testing/add-rows.ts';
import { describeBrowser } from './testing/describe-browser.ts';
import { focused, hasFocus, press, tabTo } from './testing/keyboard.ts';
import { type Account, WebTwin } from './testing/web-twin.ts';

interface Task {
  readonly title: string;
  readonly rank: string;
}
const limitMs = 15_000;
const [alpha, beta, gamma, delta] = ['Alpha', 'Beta', 'Gamma', 'Delta'] as const;

describeBrowser('the app without a pointer', () => {
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
    await addRows(account.api);
    await twin.signIn(page, account);
  }, 30_000);
  afterEach(async () => {
    await context.close();
    expect(twin.complaints.splice(0)).toEqual([]);
  });
  afterAll(() => twin.stop(), 60_000);

  const button = (name: string | RegExp) => page.getByRole('button', { name });
  const grip = (title: string) => button(new RegExp(`^Move ${title}\\.`));
  const shown = () => page.locator('sortable-list .row-title > span').allTextContents();
  const heading = (name: string) => page.getByRole('heading', { level: 1, name });
  const dialog = () => page.getByRole('dialog');

  async function untilFocus(control: Locator, what: string): Promise<void> {
    await control.waitFor();
    let last = '';
    const isThere = async () => {
      last = await focused(page);
      return hasFocus(control);
    };
    await until(isThere, limitMs, () => `the focus ${what}; it is on ${last}`);
  }

  /** The order on the page, and soon the same at the server. */
  async function expectOrder(titles: readonly string[]): Promise<void> {
    let last: readonly string[] = [];
    const isSame = async () => {
      last = await shown();
      return String(last) === String(titles);
    };
    await until(isSame, limitMs, () => `${String(titles)} on the page; there is ${String(last)}`);
    await until(
      async () => {
        const tasks = await account.api.list<Task>('tasks');
        last = tasks.sort((a, b) => (a.rank < b.rank ? -1 : 1)).map(({ title }) => title);
        return String(last) === String(titles);
      },
      limitMs,
      () => `${String(titles)} at the server; there is ${String(last)}`,
    );
  }

  it('sorts tasks by the arrow keys on their grip, which keeps the focus', async () => {
    await page.goto(`${twin.url}/app/tasks`);
    await tabTo(page, grip(alpha));
    await page.keyboard.press('ArrowUp'); // it is the first already
    await page.keyboard.press('ArrowDown');
    await expectOrder([beta, alpha, gamma, delta]);
    await untilFocus(grip(alpha), 'on the grip of Alpha');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await expectOrder([beta, gamma, delta, alpha]);
    await untilFocus(grip(alpha), 'on the grip of Alpha');
    expect(await page.locator('#news').textContent()).toBe('Alpha: now 4 of 4');
    await tabTo(page, grip(delta), { isBack: true });
    await page.keyboard.press('ArrowUp');
    await expectOrder([beta, delta, gamma, alpha]);
    await page.reload();
    await expectOrder([beta, delta, gamma, alpha]);
  }, 60_000);

  it('sorts tasks by dragging their grip, too', async () => {
    await page.goto(`${twin.url}/app/tasks`);
    await drag(alpha, gamma);
    await expectOrder([beta, gamma, alpha, delta]);
    await drag(delta, beta);
    await expectOrder([delta, beta, gamma, alpha]);
    await page.reload();
    await expectOrder([delta, beta, gamma, alpha]);
  }, 60_000);

  /** Drags one task to where another is. */
  async function drag(title: string, onto: string): Promise<void> {
    const [from, to] = await Promise.all([grip(title).boundingBox(), grip(onto).boundingBox()]);
    if (!from || !to) throw new Error(`${title} or ${onto} is not on the page.`);
    const isDown = to.y > from.y;
    await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
    await page.mouse.down();
    await page.mouse.move(to.x + to.width / 2, to.y + to.height / 2 + (isDown ? 4 : -4), { steps: 8 });
    await page.mouse.up();
  }

  it('sorts tasks by the buttons of their dialog, too', async () => {
    await page.goto(`${twin.url}/app/tasks`);
    await press(page, button(/^Beta/));
    await press(page, dialog().getByRole('button', { name: 'Move up' }));
    await expectOrder([beta, alpha, gamma, delta]);
    await untilFocus(button(/^Beta/), 'on what has opened the dialog');
  }, 60_000);

  it.each([
    ['a task', '/app/tasks', /^Beta/, 'Title'],
    ['a new goal', '/app/goals', 'New goal', 'Title'],
    ['a goal', '/app/goals', 'Edit Run a marathon', 'Title'],
    ['a new project', '/app/goals', 'New project for Run a marathon', 'Name'],
    ['a project', '/app/goals', 'Edit Training plan', 'Name'],
    ['a new habit', '/app/habits', 'New habit', 'Title'],
    ['a habit', '/app/habits', 'Edit Stretch', 'Title'],
  ])(
    'goes into the dialog of %s, and back to what has opened it',
    async (_, path, name, label) => {
      await page.goto(twin.url + path);
      await press(page, button(name));
      await untilFocus(dialog().getByLabel(label, { exact: true }), 'in the dialog');
      await page.keyboard.press('Escape');
      await dialog().waitFor({ state: 'detached' });
      await untilFocus(button(name), 'back after Escape');
      await page.keyboard.press('Enter');
      await untilFocus(dialog().getByLabel(label, { exact: true }), 'in the dialog');
      await page.keyboard.press('End'); // what was there is kept, so that its button has the same name
      await page.keyboard.type(' more');
      await page.keyboard.press('Enter');
      await dialog().waitFor({ state: 'detached' });
      await page
        .getByText(/ more$/)
        .first()
        .waitFor();
      await untilFocus(
        button(typeof name === 'string' && name.startsWith('Edit') ? `${name} more` : name),
        'back after saving',
      );
    },
    60_000,
  );

  it('comes to the heading when a task, a goal, a project or a habit was deleted', async () => {
    for (const [path, name] of [
      ['/app/tasks', /^Beta/],
      ['/app/habits', 'Edit Stretch'],
      ['/app/goals', 'Edit Training plan'],
      ['/app/goals', 'Edit Run a marathon'],
    ] as const) {
      await page.goto(twin.url + path);
      await press(page, button(name));
      await press(page, dialog().getByRole('button', { name: 'Delete' }));
      await button(name).waitFor({ state: 'detached' });
      await untilFocus(page.getByRole('heading', { level: 1 }), `on the heading of ${path}`);
    }
  }, 60_000);

  it('comes to the heading when a dialog that an address has opened is closed', async () => {
    for (const path of ['/app/goals?new', '/app/habits?new']) {
      await page.goto(twin.url + path);
      await dialog().waitFor();
      await page.keyboard.press('Escape');
      await untilFocus(page.getByRole('heading', { level: 1 }), `on the heading of ${path}`);
    }
  }, 60_000);

  it('comes to the heading after each change of page, also by the back button', async () => {
    for (const name of ['Tasks', 'Goals', 'Habits', 'Today', 'Settings']) {
      const link = page.getByRole('link', { name, exact: true });
      await tabTo(page, link, { isBack: name !== 'Tasks' });
      await page.keyboard.press('Enter');
      await untilFocus(heading(name), `on the heading of ${name}`);
    }
    await page.goBack();
    await untilFocus(heading('Today'), 'on the heading of Today');
  }, 60_000);

  it('skips to the content, which stays as it is', async () => {
    await page.goto(`${twin.url}/app/tasks`);
    await page.getByLabel('New task').fill('Half typed');
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    await press(page, page.getByRole('link', { name: 'Skip to content' }));
    await page.keyboard.press('Tab');
    const isInside = page.locator('main').evaluate((main) => main.contains(document.activeElement));
    expect([await isInside, await page.getByLabel('New task').inputValue()]).toEqual([true, 'Half typed']);
  }, 60_000);

  it('finds a name of its own in the title of every page, the same as in its heading', async () => {
    const titles = new Set<string>();
    const paths = pages.filter(({ isPublic }) => !isPublic).map(({ path }) => path.replace('/:id?', ''));
    for (const path of [...paths, '/app/nope']) {
      await page.goto(twin.url + path);
      // Only one: two would be an error here.
      const name = await page.getByRole('heading', { level: 1 }).textContent();
      const title = `${name} · Goalixa`;
      await until(async () => (await page.title()) === title, limitMs, `${title} as the title of ${path}`);
      titles.add(title);
    }
    expect(titles.size).toBe(paths.length + 1);
  }, 60_000);
});
