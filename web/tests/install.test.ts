import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { chromium, type BrowserContext, type CDPSession, type Page } from 'playwright-core';
import { describeBrowser, executablePath } from './testing/describe-browser.ts';
import { controlled } from './testing/kept-in-browser.ts';
import { WebTwin } from './testing/web-twin.ts';

jest.setTimeout(60_000);

interface Icon {
  readonly src: string;
  readonly sizes: string;
  readonly type: string;
  readonly purpose?: string;
}

interface Manifest {
  readonly start_url: string;
  readonly scope: string;
  readonly icons: readonly Icon[];
  readonly shortcuts: readonly {
    readonly name: string;
    readonly url: string;
    readonly icons: readonly Icon[];
  }[];
}

describeBrowser('the installable app', () => {
  let twin: WebTwin;
  let profile: string;
  let context: BrowserContext;
  let page: Page;
  let devtools: CDPSession;
  let manifest: Manifest;
  beforeAll(async () => {
    twin = await WebTwin.start();
    profile = await mkdtemp(join(tmpdir(), 'goalixa-profile-'));
    const { host } = new URL(twin.url);
    // A profile on disk: a private one cannot install anything, and says so.
    context = await chromium.launchPersistentContext(profile, {
      executablePath,
      locale: 'en-GB',
      args: ['--no-sandbox', `--host-resolver-rules=MAP ${host} 127.0.0.1:${twin.proxy.port}`],
    });
    twin.watch(context);
    context.setDefaultTimeout(15_000);
    page = await context.newPage();
    devtools = await context.newCDPSession(page);
    await twin.signIn(page, await twin.account());
    await controlled(page);
    manifest = (await (await fetch(`${twin.url}/app/manifest.webmanifest`)).json()) as Manifest;
  }, 120_000);
  afterAll(async () => {
    await context.close();
    await rm(profile, { recursive: true, force: true });
    await twin.stop();
  }, 60_000);

  /** Chromium itself never offers anything in it. */
  async function privateTab(): Promise<Page> {
    const tab = await (await twin.context()).newPage();
    tab.setDefaultTimeout(15_000);
    await twin.signIn(tab, await twin.account());
    return tab;
  }
  const button = (tab: Page) => tab.getByRole('button', { name: 'Install Goalixa' });
  const menuHint = (tab: Page) =>
    tab.getByText('Use “Add to home screen” or “Install” in your browser’s menu.');
  /** What Chromium does when it would install the app. @returns whether its own banner was held back */
  const offerInstall = (tab: Page) =>
    tab.evaluate(() => {
      const { dataset } = document.documentElement;
      const prompt = () => Promise.resolve((dataset['prompts'] = `${dataset['prompts'] ?? ''}+`));
      const event = new Event('beforeinstallprompt', { cancelable: true });
      return !dispatchEvent(Object.assign(event, { prompt }));
    });
  /** A plus for each time that the browser was told to ask. */
  const prompts = (tab: Page) => tab.evaluate(() => document.documentElement.dataset['prompts'] ?? '');

  it('has no reason for the browser to refuse it', async () => {
    const reasons = async () => (await devtools.send('Page.getInstallabilityErrors')).installabilityErrors;
    expect(await reasons()).toEqual([]);
    await page.goto(`${twin.url}/`);
    expect(await reasons()).not.toEqual([]); // the landing page is no app: the browser does look
  });

  it('has a manifest that the browser reads without an error', async () => {
    await page.goto(`${twin.url}/app/`);
    const { url, errors, data } = await devtools.send('Page.getAppManifest');
    expect([url, errors]).toEqual([`${twin.url}/app/manifest.webmanifest`, []]);
    expect(JSON.parse(data ?? '')).toEqual(manifest);
  });

  it('has icons that are PNGs of the sizes they claim', async () => {
    const icons = [...manifest.icons, ...manifest.shortcuts.flatMap((shortcut) => shortcut.icons)];
    for (const { src, sizes, type } of icons) {
      const answer = await fetch(new URL(src, twin.url));
      expect([answer.status, answer.headers.get('content-type'), type]).toEqual([
        200,
        'image/png',
        'image/png',
      ]);
      const { signature, chunk, width, height } = headOf(Buffer.from(await answer.arrayBuffer()));
      expect({ src, signature, chunk, sizes: `${width}x${height}` }).toEqual({
        src,
        signature: '89504e470d0a1a0a',
        chunk: 'IHDR',
        sizes,
      });
    }
    const claimed = manifest.icons.map(({ sizes, purpose = 'any' }) => `${sizes} ${purpose}`);
    expect(claimed).toEqual(expect.arrayContaining(['192x192 any', '512x512 any', '512x512 maskable']));
  });

  it('begins, and has shortcuts, within its scope, which open what they name', async () => {
    const opens: Record<string, string> = { 'New task': 'Tasks', Habits: 'Habits', Report: 'Report' };
    expect(manifest.shortcuts.map(({ name }) => name)).toEqual(Object.keys(opens));
    for (const { name, url } of [{ name: '', url: manifest.start_url }, ...manifest.shortcuts]) {
      expect(url.startsWith(manifest.scope)).toBe(true);
      await page.goto(twin.url + url);
      await page.getByRole('heading', { level: 1, name: opens[name] ?? 'Today', exact: true }).waitFor();
      if (name !== 'New task') continue;
      await page.waitForFunction(() => document.activeElement?.matches('main input'));
      await page.keyboard.type('From the home screen\n');
      await page.getByRole('checkbox', { name: 'From the home screen' }).waitFor();
    }
  });

  it('points to the menu while the browser offers no installation', async () => {
    const tab = await privateTab();
    await tab.goto(`${twin.url}/app/settings`);
    await menuHint(tab).waitFor();
    expect(await button(tab).count()).toBe(0);
    await tab.context().close();
  });

  it('asks by its own button, once for each offer, whenever the offer comes', async () => {
    const tab = await privateTab();
    expect(await offerInstall(tab)).toBe(true);
    await tab.getByRole('link', { name: 'Settings' }).click();
    await button(tab).waitFor();
    expect(await prompts(tab)).toBe('');
    await button(tab).click();
    await menuHint(tab).waitFor();
    expect([await prompts(tab), await button(tab).count()]).toEqual(['+', 0]);
    await offerInstall(tab); // again, under the eyes of the user
    await button(tab).waitFor();
    await tab.evaluate(() => dispatchEvent(new Event('appinstalled')));
    await menuHint(tab).waitFor();
    expect([await prompts(tab), await button(tab).count()]).toEqual(['+', 0]);
    await tab.context().close();
  });

  it('no page has complained', () => {
    expect(twin.complaints).toEqual([]);
  });
});

/** The first 24 bytes of a PNG: its signature, the name of the first chunk, and the size that it tells. */
function headOf(png: Buffer) {
  return {
    signature: png.subarray(0, 8).toString('hex'),
    chunk: png.subarray(12, 16).toString('latin1'),
    width: png.readUInt32BE(16),
    height: png.readUInt32BE(20),
  };
}
