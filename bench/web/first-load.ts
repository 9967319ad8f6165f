import type { Browser, Page } from 'playwright-core';
import { spread } from '../measure/median.ts';
import type { BenchTwin } from './bench-twin.ts';
import { phone, rounds } from './conditions.ts';
import { floorRows, startFloorServer } from './floor-server.ts';
import { forgetDevice } from './forget-device.ts';
import { countRows, rowsPainted, todayRow, watchRows } from './rows-painted.ts';
import { signIn } from './sign-in.ts';
import { throttled } from './throttle.ts';

/** The browser tells of a paint only after it; nothing tells that there will be none. */
const settleMs = 500;

interface FirstLoad {
  readonly lcp: number;
  readonly rows: number;
}

/**
 * Today's first load, signed in, on a slow phone beside the floor's page. LCP is what the browser says; as it may be of a
 * heading, the time until the rows are there is told, too.
 */
export async function measureFirstLoads(browser: Browser, twin: BenchTwin): Promise<object> {
  const floor = await startFloorServer();
  const [floors, todays]: [FirstLoad[], FirstLoad[]] = [[], []];
  const bare = await browser.newContext(phone);
  await watchRows(bare, '.row', floorRows);
  const app = await browser.newContext(phone);
  const [floorPage, appPage] = [await bare.newPage(), await app.newPage()];
  await signIn(appPage, twin.url, twin.demo);
  const count = await countRows(appPage, todayRow);
  await watchRows(app, todayRow, count);
  for (let round = 0; round < rounds; round++) {
    floors.push(await firstLoad(floorPage, floor.url));
    todays.push(await firstLoad(appPage, `${twin.url}/app/`));
  }
  await Promise.all([bare.close(), app.close(), floor.stop()]);
  const times = (loads: readonly FirstLoad[]) => ({
    lcp: spread(loads.map(({ lcp }) => lcp)),
    rowsPainted: spread(loads.map(({ rows }) => rows)),
  });
  const [ofFloor, ofToday] = [times(floors), times(todays)];
  return {
    rows: { floor: floorRows, today: count },
    milliseconds: { floor: ofFloor, today: ofToday },
    // A splash is the largest paint, too: this is what a user waits for.
    rowsToFloor: { value: round2(ofToday.rowsPainted.median / ofFloor.rowsPainted.median) },
    lcpToFloor: { value: round2(ofToday.lcp.median / ofFloor.lcp.median), goal: '<= 2' },
  };
}

async function firstLoad(page: Page, url: string): Promise<FirstLoad> {
  await forgetDevice(page, new URL(url).origin);
  return throttled(page, { network: true }, async () => {
    await page.goto(url);
    const rows = await rowsPainted(page);
    await page.waitForLoadState('networkidle');
    const lcp = Number(
      await page.evaluate(`new Promise((resolve) => {
        let last = 0;
        new PerformanceObserver((list) => (last = list.getEntries().at(-1).startTime))
          .observe({ type: 'largest-contentful-paint', buffered: true });
        setTimeout(() => resolve(last), ${settleMs});
      })`),
    );
    return { lcp, rows };
  });
}

const round2 = (value: number): number => Math.round(value * 100) / 100;
