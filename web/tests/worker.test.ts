import { afterAll, afterEach, beforeAll, beforeEach, expect, it, jest } from '@jest/globals';
import { until } from '@goalixa/kit/testing/until.ts';
import type { BrowserContext, Page } from 'playwright-core';
import { deploy, type Release } from './testing/deploy.ts';
import { describeBrowser } from './testing/describe-browser.ts';
import { addTasks, controlled, keptBy } from './testing/kept-in-browser.ts';
import type { Passed } from './testing/fault-proxy.ts';
import { WebTwin, type Account } from './testing/web-twin.ts';
import { cacheOf, cachesOf, loadsOf, lookForUpdate, routes, versionsIn } from './testing/worker-probe.ts';

jest.setTimeout(60_000);

/** A page that only the worker asks for, as long as nobody opens it. */
const rare = ({ path }: Passed) => path.includes('/unsent-page.');

describeBrowser('the worker', () => {
  let twin: WebTwin;
  let account: Account;
  let context: BrowserContext;
  let page: Page;
  let current: Release;
  let releases = 0;
  beforeAll(async () => {
    twin = await WebTwin.start();
    account = await twin.account();
    current = await deployed();
  }, 120_000);
  beforeEach(async () => {
    twin.proxy.reset();
    context = await twin.context();
    context.setDefaultTimeout(15_000);
    page = await context.newPage();
  });
  afterEach(() => context.close());
  afterAll(() => twin.stop(), 60_000);

  const deployed = async () => (current = await deploy(twin, `Release ${(releases += 1)}`));
  const offer = (tab: Page) => tab.locator('.toast', { hasText: 'A new version of Goalixa is ready.' });
  const runs = (tab: Page, { name }: Release) =>
    tab.waitForFunction((ending) => document.title.endsWith(ending), ` · ${name}`);
  async function signedIn(): Promise<void> {
    await twin.signIn(page, account);
    await controlled(page);
  }
  /** Takes the offered version, and looks at it without a network. */
  async function expectTaken(tab: Page, release: Release): Promise<void> {
    await offer(tab).getByRole('button', { name: 'Reload' }).click();
    await runs(tab, release);
    await until(
      async () => Object.keys(await cachesOf(tab)).length === 1,
      10_000,
      'the end of the old files',
    );
    expect(await cachesOf(tab)).toEqual(cacheOf(release));
    twin.proxy.down();
    await tab.reload();
    await runs(tab, release);
  }

  it.each([
    ['answers 500', () => twin.proxy.answer(rare, { status: 500 })],
    ['answers 404', () => twin.proxy.answer(rare, { status: 404 })],
    ['breaks off', () => twin.proxy.cutAnswer(rare, Infinity)],
  ])(
    'of a newer version changes nothing while one of its files %s, and is there once it does not',
    async (_, fail) => {
      const before = current;
      await signedIn();
      const next = await deployed();
      fail();
      expect(await lookForUpdate(page)).toBe('redundant');
      expect(twin.proxy.passed.some(rare)).toBe(true);
      expect(await cachesOf(page)).toEqual(cacheOf(before));
      twin.proxy.down();
      await page.reload();
      await runs(page, before);
      expect(await offer(page).count()).toBe(0);
      twin.proxy.reset();
      expect(await lookForUpdate(page)).toBe('installed');
      await expectTaken(page, next);
    },
  );

  it('does not install when a deployment comes in between, and the next load has the new version whole', async () => {
    const held = twin.proxy.hold(rare);
    await twin.signIn(page, account);
    await held.arrived;
    const ended = page.evaluate(async () => {
      const worker = (await navigator.serviceWorker.getRegistration('/app/'))?.installing;
      return new Promise((resolve) => {
        worker?.addEventListener('statechange', () => resolve(worker.state));
      });
    });
    const next = await deployed();
    held.release();
    expect(await ended).toBe('redundant');
    expect(await cachesOf(page)).toEqual({});
    await page.reload();
    await controlled(page);
    await runs(page, next);
    expect(await cachesOf(page)).toEqual(cacheOf(next));
    expect(await versionsIn(page)).toEqual([next.version]);
  });

  it('keeps the version it has when an update is overtaken by the next one, which then comes whole', async () => {
    const before = current;
    await signedIn();
    await deployed();
    const held = twin.proxy.hold(rare);
    const looking = lookForUpdate(page);
    await held.arrived;
    const last = await deployed();
    held.release();
    expect(await looking).toBe('redundant');
    expect(await cachesOf(page)).toEqual(cacheOf(before));
    await lookForUpdate(page);
    await offer(page).waitFor();
    await expectTaken(page, last);
    expect(await versionsIn(page)).toEqual([last.version]);
  });

  it('keeps the files of a version that installs while the only tab is another one', async () => {
    await signedIn();
    const next = await deployed();
    const held = twin.proxy.hold(rare);
    void lookForUpdate(page).catch(() => undefined); // its tab goes
    await held.arrived;
    const tab = await context.newPage();
    await page.close();
    await tab.goto(`${twin.url}/app/`);
    await tab.locator('today-page .card').first().waitFor();
    held.release();
    await offer(tab).waitFor(); // also in a tab that was opened on the way
    await expectTaken(tab, next);
  });

  it('does not reload the page when it comes for the first time', async () => {
    const loads = loadsOf(page);
    await signedIn();
    expect(loads()).toBe(1);
    expect(await page.locator('.toast').count()).toBe(0);
    expect(await cachesOf(page)).toEqual(cacheOf(current));
  });

  it('caches files of the build alone, and leaves what is not its own', async () => {
    await signedIn();
    await addTasks(page, 'A private thought');
    await page.evaluate(async () => {
      await (await caches.open('other-cache')).put('/app/note', new Response('not yours'));
    });
    await deployed();
    await lookForUpdate(page);
    await offer(page).getByRole('button', { name: 'Reload' }).click();
    await runs(page, current);
    for (const path of routes) await page.goto(twin.url + path);
    await until(
      async () => Object.keys(await cachesOf(page)).length === 2,
      10_000,
      'the end of the old files',
    );
    expect(await cachesOf(page)).toEqual({ ...cacheOf(current), 'other-cache': ['/app/note'] });
    const { text } = await keptBy(page);
    expect(text).toContain('not yours');
    expect(text).not.toContain('A private thought');
  });

  it('answers files of the app, and nothing else', async () => {
    await signedIn();
    const byWorker = new Map<string, boolean>();
    page.on('response', (answer) => {
      const { pathname } = new URL(answer.url());
      byWorker.set(`${answer.request().method()} ${pathname}`, answer.fromServiceWorker());
    });
    const [asset = ''] = current.precache.filter((path) => path.includes('/goals-page.'));
    const asked = [
      ...['/', '/style.css', '/bff/auth/session', '/bff/app/changes', '/app/manifest.webmanifest'].map(
        (path) => ['GET', path],
      ),
      ...['/app/', asset].map((path) => ['POST', path]),
      ...['/app/icon.svg'].map((path) => ['HEAD', path]),
    ];
    await page.evaluate(
      async (requests) => {
        for (const [method = '', path = ''] of requests) await fetch(path, { method });
      },
      [...asked, ['GET', asset], ['GET', '/app/icon.svg']],
    );
    const names = asked.map(([method, path]) => `${method} ${path}`);
    await until(() => byWorker.size === names.length + 2, 5_000, 'all answers');
    expect(names.filter((name) => byWorker.get(name) !== false)).toEqual([]);
    expect([byWorker.get(`GET ${asset}`), byWorker.get('GET /app/icon.svg')]).toEqual([true, true]);
    const reached = twin.proxy.passed.map(({ method, path }) => `${method} ${path}`);
    expect(names.filter((name) => !reached.includes(name))).toEqual([]);
    const landing = await page.goto(`${twin.url}/`);
    expect([landing?.status(), landing?.fromServiceWorker()]).toEqual([200, false]);
    const app = await page.goto(`${twin.url}/app/tasks`);
    expect([app?.status(), app?.fromServiceWorker()]).toEqual([200, true]);
  });

  it('is named in Settings by the version of the build', async () => {
    await signedIn();
    await page.getByRole('link', { name: 'Settings' }).click();
    await page.getByText(`Version ${current.version}`, { exact: true }).waitFor();
  });

  it('answers every route by the shell when the server is gone', async () => {
    await signedIn();
    const visitor = await (await twin.context()).newPage();
    await visitor.goto(`${twin.url}/app/sign-up`);
    await controlled(visitor);
    await twin.stopServer();
    await expect(fetch(`${twin.url}/app/`)).rejects.toThrow();
    const shown: string[] = [];
    for (const path of [...routes, '/app/nowhere']) {
      expect((await page.goto(twin.url + path))?.fromServiceWorker()).toBe(true);
      await runs(page, current);
      shown.push(await page.locator('main h1').innerText());
    }
    expect(new Set(shown).size).toBe(routes.length + 1);
    expect([shown.at(-1), shown.includes('This did not load')]).toEqual(['Not found', false]);
    for (const [path, name] of Object.entries({ 'sign-in': 'Sign in', 'sign-up': 'Create your account' })) {
      await visitor.goto(`${twin.url}/app/${path}`);
      await visitor.getByRole('heading', { name, exact: true }).waitFor();
    }
    await visitor.context().close();
  });

  it('no page has complained', () => {
    expect(twin.complaints).toEqual([]);
  });
});
