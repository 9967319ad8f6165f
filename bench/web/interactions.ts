import { until } from '@goalixa/kit/testing/until.ts';
import type { Browser, Page } from 'playwright-core';
import { median, spread } from '../measure/median.ts';
import type { BenchTwin } from './bench-twin.ts';
import { phone, rounds } from './conditions.ts';
import { signIn } from './sign-in.ts';
import { throttled } from './throttle.ts';

const sizes = [50, 5_000] as const;
/** Each has 7 interactions: at least 100 a round. */
const turns = 15;
/** What the browser does not tell of: shorter interactions. */
const shortestMs = 16;

interface Round {
  readonly p50: number;
  readonly p98: number;
  readonly max: number;
  readonly interactions: number;
}

/**
 * What every interaction on the Tasks page takes until the next paint, by real mouse and keys, with few open tasks and
 * with many, CPU 4x.
 */
export async function measureInteractions(browser: Browser, twin: BenchTwin): Promise<object> {
  const results = new Map<number, Round[]>(sizes.map((size) => [size, []]));
  const pages = new Map<number, Page>();
  for (const size of sizes) {
    const page = await openTasks(browser, twin, size);
    await measuredTurns(page, 1, 'warm-up');
    pages.set(size, page);
  }
  for (let round = 0; round < rounds; round++) {
    for (const [size, page] of pages) {
      await page.bringToFront();
      results.get(size)?.push(await measured(page, `round ${round}`));
    }
  }
  for (const page of pages.values()) await page.context().close();
  const summary = (size: number) => {
    const list = results.get(size) ?? [];
    return {
      p50: spread(list.map(({ p50 }) => p50)),
      p98: spread(list.map(({ p98 }) => p98)),
      max: spread(list.map(({ max }) => max)),
      interactionsPerRound: median(list.map(({ interactions }) => interactions)),
    };
  };
  const [few, many] = [summary(sizes[0]), summary(sizes[1])];
  return {
    openTasks: sizes,
    milliseconds: { [sizes[0]]: few, [sizes[1]]: many },
    p98Difference: { value: many.p98.median - few.p98.median, goal: '<= 16' },
  };
}

/** The page with all rows, its size seen. */
async function openTasks(browser: Browser, twin: BenchTwin, size: number): Promise<Page> {
  const context = await browser.newContext({ ...phone, isMobile: false, hasTouch: false });
  const page = await context.newPage();
  await signIn(page, twin.url, await twin.account(size));
  const link = page.getByRole('link', { name: `All tasks (${size})` });
  await link.waitFor({ timeout: 120_000 });
  await page.goto(`${twin.url}/app/tasks`);
  await page.locator('sortable-list .row').first().waitFor();
  await page.evaluate(`globalThis.slow = new Map();
    new PerformanceObserver((list) => {
      for (const { interactionId: id, duration, name } of list.getEntries())
        if (id > 0 && duration > (slow.get(id)?.duration ?? 0)) slow.set(id, { duration, name });
    }).observe({ type: 'event', durationThreshold: ${shortestMs} })`);
  return page;
}

async function measured(page: Page, name: string): Promise<Round> {
  const before = Number(await page.evaluate('slow.clear(), performance.interactionCount'));
  await measuredTurns(page, turns, name);
  const [after, slow] = await page.evaluate<[number, number[]]>(
    '[performance.interactionCount, [...slow.values()].map(({ duration }) => duration)]',
  );
  const interactions = after - before;
  if (interactions < 100) throw new Error(`Only ${interactions} interactions were counted.`);
  const fast = Array.from({ length: Math.max(0, interactions - slow.length) }, () => shortestMs);
  const all = [...slow, ...fast].sort((a, b) => a - b);
  const at = (share: number) => all[Math.min(all.length - 1, Math.floor(share * all.length))] ?? 0;
  return { p50: at(0.5), p98: at(0.98), max: at(1), interactions };
}

/** Slowed while it is used; then all that waits is sent, so that no round works for the one before. */
async function measuredTurns(page: Page, times: number, name: string): Promise<void> {
  await throttled(page, { network: false }, () => act(page, times, name));
  await page.locator('[data-key=status]').waitFor({ state: 'detached', timeout: 120_000 });
}

/** Checks a task, adds one, opens and closes a dialog, moves one by keyboard, scrolls. */
async function act(page: Page, times: number, name: string): Promise<void> {
  const rows = page.locator('sortable-list .row');
  for (let turn = 0; turn < times; turn++) {
    await rows.nth(2).locator('input[type=checkbox]').click();
    await announced(page, ': done');
    await page.locator('#add-task').click();
    await page.keyboard.insertText(`Added in ${name}, ${turn}`);
    await page.keyboard.press('Enter');
    await announced(page, `Added in ${name}, ${turn}`);
    await rows.nth(3).locator('.row-title').click();
    await page.locator('dialog[open]').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('dialog[open]').waitFor({ state: 'detached' });
    await rows.nth(1).locator('.grip').focus();
    await page.keyboard.press('ArrowDown');
    await announced(page, ': now 3 of');
    await page.keyboard.press('ArrowUp');
    await announced(page, ': now 2 of');
    await page.mouse.move(200, 500);
    await page.mouse.wheel(0, 1_500);
    await scrolled(page, (y) => y > 0);
    await page.mouse.wheel(0, -1_500);
    await scrolled(page, (y) => y === 0);
  }
  await page.evaluate(
    'new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))',
  );
}

/** Waits for what the app has read out. */
async function announced(page: Page, text: string): Promise<void> {
  await page.locator('#news', { hasText: text }).waitFor({ state: 'attached' });
}

async function scrolled(page: Page, isThere: (y: number) => boolean): Promise<void> {
  await until(async () => isThere(Number(await page.evaluate('scrollY'))), 10_000, 'the page scrolls');
}
