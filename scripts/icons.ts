import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { paths } from '../infra/paths.ts';
import { chromiumPath } from './doctor/chromium-path.ts';
import { indexedPng } from './icons-png.ts';

// `node scripts/icons.ts`: every picture of the mark, drawn by Chromium from landing/public/icon.svg.
const drawing = await readFile(join(paths.root, 'landing/public/icon.svg'), 'utf8');
const fullBleed = drawing.replace(' rx="8"', ''); // the mark itself lies in the inner 80 % anyway
const social = await readFile(join(paths.root, 'scripts/icons-social.html'), 'utf8');

const square = (svg: string): string => `<style>body { margin: 0 } svg { display: block }</style>${svg}`;
const pictures = [
  { file: 'web/public/icons/icon-192.png', width: 192, height: 192, html: square(drawing) },
  { file: 'web/public/icons/icon-512.png', width: 512, height: 512, html: square(drawing) },
  { file: 'web/public/icons/maskable-512.png', width: 512, height: 512, html: square(fullBleed) },
  { file: 'web/public/icons/apple-touch-180.png', width: 180, height: 180, html: square(fullBleed) },
  { file: 'landing/public/apple-touch-icon.png', width: 180, height: 180, html: square(fullBleed) },
  { file: 'landing/public/og.png', width: 1200, height: 630, html: social.replaceAll('{{icon}}', drawing) },
];

const executablePath = chromiumPath();
if (executablePath === undefined) throw new Error('Install Chromium: `npm run doctor` tells how.');
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
const page = await browser.newPage();
await mkdir(join(paths.root, 'web/public/icons'), { recursive: true });
for (const { file, html, width, height } of pictures) {
  await page.setViewportSize({ width, height });
  await page.setContent(html);
  await writeFile(join(paths.root, file), indexedPng(await pixelsOf(page), width, height));
  process.stdout.write(`${file}\n`);
}
await browser.close();

/** What the page shows, as RGBA. The browser itself decodes its screenshot. */
async function pixelsOf(page: Page): Promise<Uint8Array> {
  const screenshot = (await page.screenshot({ omitBackground: true })).toString('base64');
  const pixels = await page.evaluate(`(async () => {
    const picture = await createImageBitmap(await (await fetch('data:image/png;base64,${screenshot}')).blob());
    const context = new OffscreenCanvas(picture.width, picture.height).getContext('2d');
    context.drawImage(picture, 0, 0);
    const { data } = context.getImageData(0, 0, picture.width, picture.height);
    return new Uint8Array(data.buffer).toBase64();
  })()`);
  return Buffer.from(String(pixels), 'base64');
}
