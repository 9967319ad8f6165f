import { Browser as Client } from '@goalixa/kit/testing/browser.ts';
import type { BrowserContext, Page } from 'playwright-core';
import type { WebTwin } from './web-twin.ts';

/** A change that waits in a browser. */
export interface Waiting {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly at: number;
  readonly body: Readonly<Record<string, unknown>> | null;
  readonly state: string;
}

/** What the origin of a page keeps in this browser: names of databases, and all other text. */
export async function keptBy(page: Page): Promise<{ databases: string[]; text: string }> {
  return page.evaluate(async () => {
    const names = await caches.keys();
    const opened = await Promise.all(names.map((name) => caches.open(name)));
    const answers = (await Promise.all(opened.map((cache) => cache.matchAll()))).flat();
    const cached = await Promise.all(answers.map(async (answer) => `${answer.url}\n${await answer.text()}`));
    const stored = JSON.stringify([{ ...localStorage }, { ...sessionStorage }]);
    const databases = (await indexedDB.databases()).map(({ name }) => name ?? '').sort();
    return { databases, text: [stored, ...cached].join('\n') };
  });
}

/** The changes of a user that wait in this browser, oldest first; asks the database, not the page. */
export async function queueOf(page: Page, userId: string): Promise<readonly Waiting[]> {
  return page.evaluate(async (name) => {
    const answerTo = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(new Error(String(request.error)));
      });
    if (!(await indexedDB.databases()).some((database) => database.name === name)) return [];
    const database = await answerTo(indexedDB.open(name));
    const all = await answerTo(database.transaction('outbox').objectStore('outbox').getAll());
    database.close();
    return all as Waiting[];
  }, `goalixa-${userId}`);
}

/** The session's cookie, as a request sends it. */
export async function cookieOf(context: BrowserContext): Promise<string> {
  const cookies = await context.cookies();
  return cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
}

/** What the server answers to a cookie: 200, or 401 when its session has ended. */
export async function statusOfSession(twin: WebTwin, cookie: string): Promise<number> {
  return (await new Client(twin.url).get('/bff/auth/session', { cookie })).status;
}

/** Ends the browser's session at the server; the browser is not told. */
export async function endSession(twin: WebTwin, context: BrowserContext): Promise<void> {
  const cookie = await cookieOf(context);
  const { status } = await new Client(twin.url).post('/bff/auth/logout', undefined, { cookie });
  if (status !== 204) throw new Error(`The logout answered ${status}`);
}

/** Waits until the worker answers for this page. */
export async function controlled(page: Page): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
}

/** Adds tasks on the page of all tasks. */
export async function addTasks(page: Page, ...titles: string[]): Promise<void> {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Tasks' }).click();
  for (const title of titles) {
    await page.getByLabel('New task').fill(title);
    await page.getByLabel('New task').press('Enter');
    await page.locator('sortable-list').getByText(title, { exact: true }).waitFor();
  }
}

/** Asks for the sign-out, in Settings. */
export async function askToSignOut(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
}
