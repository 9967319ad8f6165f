import { afterAll, afterEach, beforeAll, beforeEach, expect, it, jest } from '@jest/globals';
import { until } from '@goalixa/kit/testing/until.ts';
import type { BrowserContext, Page } from 'playwright-core';
import { deploy, type Release } from './testing/deploy.ts';
import { describeBrowser } from './testing/describe-browser.ts';
import { controlled } from './testing/kept-in-browser.ts';
import { WebTwin, type Account } from './testing/web-twin.ts';
import { cacheOf, cachesOf, follow, loadsOf, lookForUpdate, routes } from './testing/worker-probe.ts';

jest.setTimeout(60_000);

describeBrowser('an update of the app', () => {
  let twin: WebTwin;
  let account: Account;
  let context: BrowserContext;
  let page: Page;
  let old: Release;
  let releases = 0;
  beforeAll(async () => {
    twin = await WebTwin.start();
    account = await twin.account();
  }, 120_000);
  /** A tab that the worker of the present release answers, and that has seen Today alone. */
  beforeEach(async () => {
    twin.proxy.reset();
    old = await deployed();
    context = await twin.context();
    context.setDefaultTimeout(15_000);
    page = await context.newPage();
    await twin.signIn(page, account);
    await controlled(page);
  }, 60_000);
  afterEach(() => context.close());
  afterAll(() => twin.stop(), 60_000);

  const deployed = () => deploy(twin, `Release ${(releases += 1)}`);
  const offer = (tab: Page) => tab.locator('.toast', { hasText: 'A new version of Goalixa is ready.' });
  const news = (tab: Page) => tab.locator('.toast', { hasText: 'Goalixa was updated in another tab.' });
  const choose = (tab: Page, name: string) => tab.getByRole('button', { name, exact: true }).click();
  const runs = async (tab: Page, { name }: Release) => {
    await tab.waitForFunction((ending) => document.title.endsWith(ending), ` · ${name}`);
  };
  /** Headings of all pages, opened without a load: each of its own, or a part of the app is missing. */
  async function headings(tab: Page): Promise<string[]> {
    const found = [];
    for (const path of routes) found.push(await follow(tab, path));
    return found;
  }

  async function expectAllPages(tab: Page, release: Release): Promise<void> {
    const found = await headings(tab);
    expect(found).not.toContain('This did not load');
    expect(new Set(found).size).toBe(routes.length);
    await runs(tab, release);
  }

  it('leaves a tab that refuses it as it is: also the pages that it has not opened yet', async () => {
    const loads = loadsOf(page);
    await deployed();
    expect(await lookForUpdate(page)).toBe('installed');
    await choose(page, 'Close');
    await offer(page).waitFor({ state: 'detached' });
    const gone = await fetch(twin.url + (old.precache.find((path) => path.includes('/goals-page.')) ?? ''));
    expect(gone.status).toBe(404);
    await expectAllPages(page, old);
    expect(loads()).toBe(0);
  });

  it('is offered again by a reload after a refusal, which gives the old version as a whole', async () => {
    await deployed();
    await lookForUpdate(page);
    await choose(page, 'Close');
    await page.reload();
    await offer(page).waitFor();
    await expectAllPages(page, old);
  });

  it('is taken by one reload when accepted, and the old files go', async () => {
    const loads = loadsOf(page);
    const next = await deployed();
    await lookForUpdate(page);
    await choose(page, 'Reload');
    await runs(page, next);
    await until(
      async () => Object.keys(await cachesOf(page)).length === 1,
      10_000,
      'the end of the old files',
    );
    expect(await cachesOf(page)).toEqual(cacheOf(next));
    await expectAllPages(page, next);
    expect(loads()).toBe(1);
    expect(await offer(page).count()).toBe(0);
  });

  it('in one tab is told to the other, which goes on with its own pages until it wants to follow', async () => {
    const other = page; // it has been there since before there was a worker
    const tab = await context.newPage();
    await tab.goto(`${twin.url}/app/`);
    const loads = loadsOf(other);
    const next = await deployed();
    await lookForUpdate(tab);
    await offer(other).waitFor();
    await choose(other, 'Close');
    await choose(tab, 'Reload');
    await runs(tab, next);
    await news(other).waitFor();
    await expectAllPages(other, old);
    expect(loads()).toBe(0);
    expect(await cachesOf(tab)).toEqual({ ...cacheOf(old), ...cacheOf(next) });
    await choose(other, 'Reload');
    await runs(other, next);
    expect(loads()).toBe(1);
    await until(
      async () => Object.keys(await cachesOf(tab)).length === 1,
      10_000,
      'the end of the old files',
    );
    expect(await cachesOf(tab)).toEqual(cacheOf(next));
    await expectAllPages(tab, next);
  });

  it('can still be taken by the offer of a tab when another tab was faster', async () => {
    const tab = await context.newPage();
    await tab.goto(`${twin.url}/app/`);
    const next = await deployed();
    await lookForUpdate(tab);
    await offer(page).waitFor();
    await choose(tab, 'Reload');
    await runs(tab, next);
    await offer(page).getByRole('button', { name: 'Reload' }).click();
    await runs(page, next);
  });

  it('no page has complained', () => {
    expect(twin.complaints).toEqual([]);
  });
});
