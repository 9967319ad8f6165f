import type { Page } from 'playwright-core';
import type { Account } from './bench-twin.ts';

/** Signs in through the page, and waits until all of the user's rows are on this device. */
export async function signIn(page: Page, url: string, { email, password }: Account): Promise<void> {
  await page.goto(`${url}/app/sign-in`);
  await page.locator('input[name=email]').fill(email);
  await page.locator('input[name=password]').fill(password);
  await page.locator('form button.main').click();
  await page.locator('today-page .row.task').first().waitFor({ timeout: 120_000 });
}

/** Waits until the app is kept on this device, so that the next load needs no network. */
export async function workerReady(page: Page): Promise<void> {
  await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)');
  await page.reload();
  const isControlled = await page.evaluate('navigator.serviceWorker.controller !== null');
  if (isControlled !== true) throw new Error('The worker does not answer this page.');
}
