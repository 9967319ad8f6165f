import { cpus, loadavg } from 'node:os';
import { chromium } from 'playwright-core';
import { chromiumPath } from '../../scripts/doctor/chromium-path.ts';
import { BenchTwin } from './bench-twin.ts';
import { measureFirstLoads } from './first-load.ts';
import { measureInteractions } from './interactions.ts';
import { measureLighthouse } from './lighthouse.ts';
import { measureOfflineReload } from './offline-reload.ts';

// The app in Chromium beside a bare page, the browser's own page, and itself with few rows.
async function main(): Promise<void> {
  const executablePath = chromiumPath();
  if (executablePath === undefined) throw new Error('Install Chromium: `npm run doctor` tells how.');
  const [load = 0] = loadavg();
  const twin = await BenchTwin.start();
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    const report = {
      bench: 'web',
      node: process.version,
      chromium: browser.version(),
      cores: cpus().length,
      /** Much above 0 the figures are others' work, too. */
      loadBefore: Math.round(load * 100) / 100,
      throttle: { cpu: 4, megabitsPerSecond: 1.6, roundTripMs: 150 },
      firstLoad: await measureFirstLoads(browser, twin),
      interactions: await measureInteractions(browser, twin),
      lighthouse: await measureLighthouse(executablePath, twin),
      offlineReload: await measureOfflineReload(browser, twin), // ends the twin
    };
    process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  } finally {
    await browser.close();
    await twin.stop();
    await twin.remove();
  }
}

await main();
