import type { BrowserContext, Page } from 'playwright-core';

/** A row of Today: a task, a habit or a goal. */
export const todayRow = 'today-page .row';

/** @throws Error when a page shows too little to be the answer */
export async function countRows(page: Page, selector: string): Promise<number> {
  const count = await page.locator(selector).count();
  if (count < 10) throw new Error(`${page.url()} shows ${count} of ${selector}.`);
  return count;
}

/**
 * Has every document of a context write down when its rows were painted.
 * @param selector of a row @param count how many of them make it complete
 */
export async function watchRows(context: BrowserContext, selector: string, count: number): Promise<void> {
  await context.addInitScript(`
    globalThis.rowsPainted = new Promise((resolve) => {
      const look = () => {
        if (document.querySelectorAll(${JSON.stringify(selector)}).length < ${count}) return;
        observer.disconnect();
        // The frame that shows them is made right after this callback; the message comes after it.
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => resolve(performance.now());
          port2.postMessage(null);
        });
      };
      const observer = new MutationObserver(look);
      observer.observe(document, { childList: true, subtree: true });
    });`);
}

/** ms from the start of the navigation until the rows of {@link watchRows} were painted. */
export async function rowsPainted(page: Page): Promise<number> {
  return Number(await page.evaluate('globalThis.rowsPainted'));
}
