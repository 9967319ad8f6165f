import { mkdir, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { paths } from '../infra/paths.ts';
import { chromiumPath } from './doctor/chromium-path.ts';
import { appPages } from './shots/app-pages.ts';
import { demoScenes } from './shots/demo-scenes.ts';
import { landingPictures } from './shots/landing-pictures.ts';
import { newAccountScenes } from './shots/new-account-scenes.ts';
import { publicScenes } from './shots/public-scenes.ts';
import { shotOptions } from './shots/shot-options.ts';
import { shotTarget, type ShotTarget } from './shots/shot-target.ts';
import { Stage } from './shots/stage.ts';
import { views } from './shots/views.ts';

// `npm run shots`: every page and state of the app as pictures in dist/shots; `-- --landing`: the pictures of the
// public page. See docs/screens.md.
async function main(): Promise<void> {
  const options = shotOptions(process.argv.slice(2));
  const executablePath = chromiumPath();
  if (executablePath === undefined) throw new Error('Install Chromium: `npm run doctor` tells how.');
  const target = await shotTarget(options);
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    const files = options.landing ? await landingPictures(browser, target) : await appShots(browser, target);
    for (const file of files) process.stdout.write(`${relative(paths.root, file)}\n`);
  } finally {
    await browser.close();
    await target.stop();
  }
}

async function appShots(browser: Browser, target: ShotTarget): Promise<readonly string[]> {
  const folder = join(paths.root, 'dist/shots');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const files: string[] = [];
  const pages = await appPages();
  for (const view of views) {
    for (const scenes of [publicScenes, demoScenes, newAccountScenes]) {
      const stage = await Stage.open(browser, { target, view, folder, files });
      await scenes(stage, pages);
      await stage.close();
    }
  }
  return files;
}

await main();
