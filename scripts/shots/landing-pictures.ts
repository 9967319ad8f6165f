import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { paths } from '../../infra/paths.ts';
import { addDays } from '../../services/domain/src/calendar-day.ts';
import { dayKeyOf } from '../../services/domain/src/day-key.ts';
import { appPages } from './app-pages.ts';
import { withRunningTimer } from './running-timer.ts';
import type { ShotTarget } from './shot-target.ts';
import { Stage } from './stage.ts';
import { views, type View } from './views.ts';

const folder = join(paths.root, 'landing/public/pictures');
const themes = ['light', 'dark'] as const;
/** Of the pages, which screens are shown; the timer runs on the first two. */
const wanted = {
  today: ['desk', 'phone'],
  tasks: ['desk', 'phone'],
  goals: ['desk', 'phone'],
  report: ['desk', 'phone'],
  habits: ['phone'],
} as const satisfies Record<string, readonly View['name'][]>;
/** Device pixels per CSS px: a phone is shown at most at its own width, a desk at less than that. */
const density = { phone: 2, desk: 1.5 };
const quality = 0.6;

/**
 * The pictures of the public page, from the demo.
 * @returns the files; pages that are not there yet are left out
 */
export async function landingPictures(browser: Browser, target: ShotTarget): Promise<readonly string[]> {
  const files: string[] = [];
  const known = await appPages();
  const converter = await browser.newPage();
  const weekBefore = addDays(dayKeyOf(Date.now(), target.timeZone), -7);
  for (const view of views) {
    const stage = await Stage.open(browser, { target, view, folder, files, density: density[view.name] });
    await stage.signIn(target);
    const take = async (name: keyof typeof wanted): Promise<void> => {
      const entry = known.find((one) => one.name === name);
      if (!entry || !wanted[name].some((screen) => screen === view.name)) return;
      // Of a week that is over, the report is full.
      await stage.go(name === 'report' ? `${entry.path}?day=${weekBefore}` : entry.path);
      for (const theme of themes) {
        await stage.page.emulateMedia({ colorScheme: theme });
        const file = join(folder, `${name}-${view.name}-${theme}.webp`);
        await writeFile(file, await webpOf(stage.page, converter));
        files.push(file);
      }
    };
    await withRunningTimer(target, async () => {
      for (const name of ['today', 'tasks'] as const) await take(name);
    });
    for (const name of ['goals', 'habits', 'report'] as const) await take(name);
    await stage.close();
  }
  return files;
}

/** What the page shows. Playwright's own screenshots know no WebP; another page turns them into it. */
async function webpOf(page: Page, converter: Page): Promise<Buffer> {
  const png = (await page.screenshot({ animations: 'disabled', caret: 'hide' })).toString('base64');
  const webp = await converter.evaluate(`(async () => {
    const picture = await createImageBitmap(new Blob([Uint8Array.fromBase64('${png}')]));
    const canvas = new OffscreenCanvas(picture.width, picture.height);
    canvas.getContext('2d').drawImage(picture, 0, 0);
    const blob = await canvas.convertToBlob({ type: 'image/webp', quality: ${quality} });
    return new Uint8Array(await blob.arrayBuffer()).toBase64();
  })()`);
  return Buffer.from(String(webp), 'base64');
}
