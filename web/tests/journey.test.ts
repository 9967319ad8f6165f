import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { secondsBetween } from '@goalixa/domain/day-slices.ts';
import { until } from '@goalixa/kit/testing/until.ts';
import type { BrowserContext, Page } from 'playwright-core';
import { durationText } from '../app/format.js';
import { describeBrowser } from './testing/describe-browser.ts';
import { hasFocus, press, tabTo, type } from './testing/keyboard.ts';
import { ApiClient, WebTwin } from './testing/web-twin.ts';

interface Entry {
  readonly taskId: string | null;
  readonly startedAt: string;
  readonly endedAt: string | null;
}
interface Week {
  readonly totalSeconds: number;
  readonly projects: readonly { readonly name: string | null; readonly seconds: number }[];
}

const password = 'correct horse battery';
const limitMs = 15_000;
const steps = [
  { heading: 'What do you want to reach?', field: 'Title', text: 'Run a marathon', submit: 'Set this goal' },
  { heading: 'How do you get there?', field: 'Name', text: 'Training plan', submit: 'Start this project' },
  { heading: 'What comes first?', field: 'Title', text: 'Easy run', submit: 'Add this task' },
];

describeBrowser('the way from an empty profile to a report', () => {
  let twin: WebTwin;
  let context: BrowserContext;
  let page: Page;
  let email: string;
  beforeAll(async () => {
    twin = await WebTwin.start();
  }, 120_000);
  beforeEach(async () => {
    context = await twin.context();
    context.setDefaultTimeout(limitMs);
    page = await context.newPage();
    email = `${randomUUID()}@example.com`;
    await page.goto(`${twin.url}/app/sign-up`);
  });
  afterEach(async () => {
    await context.close();
    expect(twin.complaints.splice(0)).toEqual([]);
  });
  afterAll(() => twin.stop(), 60_000);

  const field = (label: string) => page.getByLabel(label, { exact: true });
  const button = (name: string) => page.getByRole('button', { name });
  const heading = (name: string) => page.getByRole('heading', { name });
  const stopInFocus = () => page.locator('.focus').getByRole('button', { name: 'Stop the timer' });
  const tracked = () => page.locator('.focus-total strong');
  const projectRow = () => page.getByRole('row').filter({ hasText: 'Training plan' });

  /** The running clock has come to at least one second. */
  const untilOneSecond = () => page.locator('.focus-time', { hasText: /^0:00:(0[1-9]|[1-5]\d)$/ }).waitFor();

  /** What the server has counted, once the entry has reached it. */
  async function secondsAtServer(): Promise<number> {
    const api = new ApiClient(twin.url);
    await api.post('/bff/auth/login', { email, password });
    let entries: Entry[] = [];
    await until(
      async () => {
        entries = await api.list<Entry>('time-entries');
        return entries.some(({ endedAt }) => endedAt !== null);
      },
      limitMs,
      'a finished entry at the server',
    );
    const [task] = await api.list<{ id: string; title: string }>('tasks');
    const [entry] = entries;
    expect([entries.length, entry?.taskId, task?.title]).toEqual([1, task?.id, 'Easy run']);
    const seconds = secondsBetween(Date.parse(entry?.startedAt ?? ''), Date.parse(entry?.endedAt ?? ''));
    const { totalSeconds, projects } = await api.get<Week>('/bff/app/reports/week');
    const named = projects.map(({ name, seconds: sum }) => [name, sum]);
    expect([totalSeconds, named]).toEqual([seconds, [['Training plan', seconds]]]);
    return seconds;
  }

  it('can be gone by pointer', async () => {
    await field('E-mail address').click();
    await field('E-mail address').fill(email);
    await field('Password').click();
    await field('Password').fill(password);
    await button('Create account').click();
    for (const step of steps) {
      await heading(step.heading).waitFor();
      await field(step.field).click();
      await field(step.field).fill(step.text);
      await button(step.submit).click();
    }
    await button('Start the timer for Easy run').click();
    await untilOneSecond();
    await stopInFocus().click();
    await button('Start the timer for Easy run').waitFor();
    const seconds = await secondsAtServer();
    expect(seconds).toBeGreaterThanOrEqual(1);
    expect(await tracked().textContent()).toBe(durationText(seconds));
    await page.getByRole('link', { name: 'Report' }).click();
    await page.getByRole('heading', { level: 1, name: 'Report' }).waitFor();
    expect(await projectRow().textContent()).toContain(durationText(seconds));
  }, 60_000);

  it('can be gone by keyboard alone', async () => {
    await type(page, field('E-mail address'), email);
    await type(page, field('Password'), password);
    await press(page, button('Create account'));
    for (const [index, step] of steps.entries()) {
      await heading(step.heading).waitFor();
      // The first one is reached by Tab, the next ones follow each other without.
      if (index === 0) await tabTo(page, field(step.field));
      await until(() => hasFocus(field(step.field)), limitMs, `the focus in the field of “${step.heading}”`);
      await page.keyboard.type(step.text);
      await page.keyboard.press('Enter');
    }
    await press(page, button('Start the timer for Easy run'), 'Space');
    await untilOneSecond();
    await tabTo(page, stopInFocus(), { isBack: true });
    await page.keyboard.press('Space');
    await button('Start the timer for Easy run').waitFor();
    const seconds = await secondsAtServer();
    expect(seconds).toBeGreaterThanOrEqual(1);
    expect(await tracked().textContent()).toBe(durationText(seconds));
    await tabTo(page, page.getByRole('link', { name: 'Report' }), { isBack: true });
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Report' }).waitFor();
    expect(await projectRow().textContent()).toContain(durationText(seconds));
  }, 60_000);

  it('keeps the running timer in the title of every tab', async () => {
    await field('E-mail address').fill(email);
    await field('Password').fill(password);
    await button('Create account').click();
    for (const step of steps) {
      await heading(step.heading).waitFor();
      await field(step.field).fill(step.text);
      await button(step.submit).click();
    }
    const other = await context.newPage();
    await other.goto(`${twin.url}/app/tasks`);
    await other.getByRole('button', { name: 'Start the timer for Easy run' }).waitFor();
    expect(await other.title()).toBe('Tasks · Goalixa');
    await button('Start the timer for Easy run').click();
    const runs = (name: string) => new RegExp(`^0:00:0[1-9] Easy run · ${name} · Goalixa$`);
    await until(
      async () => runs('Today').test(await page.title()),
      limitMs,
      'the timer in the title of Today',
    );
    await until(
      async () => runs('Tasks').test(await other.title()),
      limitMs,
      'the timer in the title of Tasks',
    );
    await other.locator('.timer-bar').getByRole('button', { name: 'Stop the timer' }).click();
    await until(async () => (await page.title()) === 'Today · Goalixa', limitMs, 'the title of Today alone');
    expect(await other.title()).toBe('Tasks · Goalixa');
  }, 60_000);
});
