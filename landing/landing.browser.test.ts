import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import axe from 'axe-core';
import { chromium, type Browser } from 'playwright-core';
import { landing } from '@goalixa/infra/catalogue/landing.ts';
import { buildSite } from '@goalixa/infra/images/build-site.ts';
import { createStaticApp } from '@goalixa/infra/local/static/static-server.ts';
import { startApp, type StartedApp } from '@goalixa/kit/testing/start-app.ts';
import { chromiumPath } from '../scripts/doctor/chromium-path.ts';

const executablePath = chromiumPath();
const suite = executablePath === undefined ? describe.skip : describe;
const reason = executablePath === undefined ? ' (skipped: chromium is not on the PATH)' : '';

const themes = ['light', 'dark'] as const;
const pages = ['/', '/missing'];

suite(`the public pages in a browser${reason}`, () => {
  let folder: string;
  let server: StartedApp;
  let browser: Browser;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'goalixa-landing-'));
    await buildSite(landing.site, folder);
    server = await startApp(createStaticApp(landing, folder));
    browser = await chromium.launch({ executablePath: executablePath ?? '', args: ['--no-sandbox'] });
  });
  afterAll(async () => {
    await browser.close();
    await server.close();
    await rm(folder, { recursive: true });
  });

  it.each(themes)('fit every width without scrolling sideways, %s', async (colorScheme) => {
    const page = await browser.newPage({ colorScheme });
    for (const path of pages) {
      await page.goto(`${server.url}${path}`);
      for (const width of [320, 360, 390, 768, 1280, 1920]) {
        await page.setViewportSize({ width, height: 800 });
        const content = await page.evaluate('document.documentElement.scrollWidth');
        expect({ path, width, content }).toEqual({ path, width, content: width });
      }
    }
    await page.close();
  });

  it.each(themes)('have nothing that axe objects to, %s', async (colorScheme) => {
    const page = await browser.newPage({ colorScheme, bypassCSP: true, reducedMotion: 'reduce' });
    for (const path of pages) {
      await page.goto(`${server.url}${path}`);
      await page.evaluate(axe.source);
      for (const width of [360, 1280]) {
        await page.setViewportSize({ width, height: 800 });
        const violations = await page.evaluate(`axe.run().then(({ violations }) =>
          violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' ')))`);
        expect({ path, width, violations }).toEqual({ path, width, violations: [] });
      }
    }
    await page.close();
  });

  it.each(themes)('load all from their own origin without a complaint, %s', async (theme) => {
    const page = await browser.newPage({ colorScheme: theme });
    const complaints: string[] = [];
    const requests: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    page.on('request', (request) => requests.push(request.url()));
    page.on('response', (response) => {
      if (!response.ok()) complaints.push(`${response.status()} ${response.url()}`);
    });
    await page.goto(server.url);
    await page.evaluate(`Promise.all([...document.images].map((image) => {
      image.loading = 'eager';
      return image.decode();
    }))`);
    expect(complaints).toEqual([]);
    expect(requests.filter((url) => !url.startsWith(server.url))).toEqual([]);
    expect(requests.filter((url) => url.includes('.webp')).every((url) => url.includes(`-${theme}.`))).toBe(
      true,
    );
    await page.close();
  });
});
