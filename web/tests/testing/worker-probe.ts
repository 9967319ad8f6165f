import type { Page } from 'playwright-core';
import { pages } from '../../app/router.js';
import type { Release } from './deploy.ts';
import { keptBy } from './kept-in-browser.ts';

/** Paths of all pages of a user; that of the start comes last. */
export const routes: readonly string[] = pages
  .filter(({ isPublic }) => !isPublic)
  .map(({ path }) => path.replace(/\/:.*$/, ''))
  .sort((a, b) => b.length - a.length);

/** Paths of the files in each cache of the page's origin, by its name. */
export async function cachesOf(page: Page): Promise<Record<string, string[]>> {
  return page.evaluate(async () => {
    const pathsIn = async (name: string) => {
      const requests = await (await caches.open(name)).keys();
      return requests.map(({ url }) => new URL(url).pathname).sort();
    };
    const names = await caches.keys();
    return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await pathsIn(name)])));
  });
}

/** Versions that cached files have in their names, or name. */
export async function versionsIn(page: Page): Promise<string[]> {
  const { text } = await keptBy(page);
  return [
    ...new Set([...text.matchAll(/\.([0-9a-f]{10})\.(?:js|css|html)\b/g)].map(([, found = '']) => found)),
  ];
}

/** The whole cache of a release, as `cachesOf` answers it. */
export const cacheOf = ({ version, precache }: Release) => ({
  [`goalixa-shell-${version}`]: [...precache].sort(),
});

/** Has the browser look for a newer version. @returns what became of it: `installed` or `redundant` */
export async function lookForUpdate(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration('/app/');
    if (!registration) throw new Error('There is no worker');
    const ended = new Promise<string>((resolve) => {
      registration.addEventListener('updatefound', () => {
        const worker = registration.installing;
        worker?.addEventListener('statechange', () => {
          if (worker.state !== 'installing') resolve(worker.state);
        });
      });
    });
    await registration.update();
    return ended;
  });
}

/** Goes to a page as a link does, without a load. @returns its heading */
export async function follow(page: Page, path: string): Promise<string> {
  await page.evaluate((href) => {
    document.querySelector('main')?.firstElementChild?.setAttribute('data-before', '');
    const link = Object.assign(document.createElement('a'), { href });
    document.body.append(link);
    link.click();
    link.remove();
  }, path);
  await page.waitForFunction(() => !document.querySelector('main > [data-before]'));
  return page.locator('main h1').innerText();
}

/** Counts how often a page is loaded from now on. */
export function loadsOf(page: Page): () => number {
  let loads = 0;
  page.on('domcontentloaded', () => (loads += 1));
  return () => loads;
}
