import type { Browser, Page } from 'playwright-core';
import { spread } from '../measure/median.ts';
import type { BenchTwin } from './bench-twin.ts';
import { phone, rounds } from './conditions.ts';
import { countRows, rowsPainted, todayRow, watchRows } from './rows-painted.ts';
import { signIn, workerReady } from './sign-in.ts';
import { throttled } from './throttle.ts';

/**
 * Today reloaded while nothing answers, until its rows are painted, beside the browser's own page for the same address
 * in a profile that does not know it, until that page's first paint. Both from the start of the navigation, CPU 4x.
 * The twin does not run afterwards.
 */
export async function measureOfflineReload(browser: Browser, twin: BenchTwin): Promise<object> {
  const url = `${twin.url}/app/`;
  const [known, unknown] = [await browser.newContext(phone), await browser.newContext(phone)];
  const [app, own] = [await known.newPage(), await unknown.newPage()];
  await signIn(app, twin.url, twin.demo);
  await workerReady(app);
  await app.locator(todayRow).first().waitFor();
  const count = await countRows(app, todayRow);
  await watchRows(known, todayRow, count);
  await twin.stop();
  const [owns, apps]: [number[], number[]] = [[], []];
  for (let round = -1; round < rounds; round++) {
    const mine = await throttled(own, { network: false }, () => ownPage(own, url));
    const theirs = await throttled(app, { network: false }, () => withData(app, count));
    if (round < 0) continue; // code caches are cold once
    owns.push(mine);
    apps.push(theirs);
  }
  await Promise.all([known.close(), unknown.close()]);
  const [ofOwn, ofApp] = [spread(owns), spread(apps)];
  return {
    rows: count,
    milliseconds: { browsersOwnPage: ofOwn, withData: ofApp },
    toBrowsersOwnPage: { value: Math.round((ofApp.median / ofOwn.median) * 100) / 100, goal: '<= 2' },
  };
}

async function withData(page: Page, count: number): Promise<number> {
  await page.reload();
  const ms = await rowsPainted(page);
  if ((await page.locator(todayRow).count()) !== count) throw new Error('Today shows other rows offline.');
  return ms;
}

/** First contentful paint of the page that the browser shows instead. */
async function ownPage(page: Page, url: string): Promise<number> {
  await page.goto('about:blank');
  const reason = await page.goto(url).then(
    () => 'it was answered',
    (error: unknown) => String(error),
  );
  if (!reason.includes('ERR_CONNECTION_REFUSED')) throw new Error(`${url} is not offline: ${reason}`);
  await page.waitForURL('chrome-error://chromewebdata/');
  return Number(
    await page.evaluate(`new Promise((resolve) => new PerformanceObserver((list) => {
      const paint = list.getEntriesByName('first-contentful-paint')[0];
      if (paint) resolve(paint.startTime);
    }).observe({ type: 'paint', buffered: true }))`),
  );
}
