import { until } from '@goalixa/kit/testing/until.ts';
import type { BrowserContext, Page } from 'playwright-core';
import type { Account, WebTwin } from './web-twin.ts';

/** A signed-in tab of an account, and what tests do with it again and again. */
export class WebPage {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly account: Account;
  readonly #twin: WebTwin;

  constructor(twin: WebTwin, account: Account, context: BrowserContext, page: Page) {
    this.#twin = twin;
    this.account = account;
    this.context = context;
    this.page = page;
  }

  static async open(twin: WebTwin, account: Account): Promise<WebPage> {
    const context = await twin.context();
    const page = await context.newPage();
    await twin.signIn(page, account);
    return new WebPage(twin, account, context, page);
  }

  async go(path: string): Promise<void> {
    await this.page.goto(`${this.#twin.url}${path}`);
  }

  /** The browser's own event; the app also tries by itself, only later. */
  nudge(): Promise<unknown> {
    return this.page.evaluate("dispatchEvent(new Event('online')), undefined");
  }

  /** Writes that wait on this device, as stored. */
  unsent(): Promise<{ state: string; path: string; id: string }[]> {
    return this.page.evaluate(`new Promise((resolve) => {
      const user = JSON.parse(localStorage.getItem('goalixa-user')).id;
      indexedDB.open('goalixa-' + user).onsuccess = ({ target: { result } }) => {
        result.transaction('outbox').objectStore('outbox').getAll().onsuccess = (event) => {
          result.close();
          resolve(event.target.result);
        };
      };
    })`);
  }

  /** Tries until every write that waits is in one of the states; with none given, until none waits. */
  async settled(...states: string[]): Promise<void> {
    const isSettled = async () => {
      await this.nudge();
      return (await this.unsent()).every(({ state }) => states.includes(state));
    };
    await until(isSettled, 20_000, 'every write is settled');
  }

  /** Tries until the queue holds just these states, in this order. */
  async inStates(...states: string[]): Promise<void> {
    const isThere = async () => {
      await this.nudge();
      return (await this.unsent()).map(({ state }) => state).join() === states.join();
    };
    await until(isThere, 20_000, `the queue is ${states.join()}`);
  }

  /** Waits for a number of writes in the queue. */
  async queued(count: number): Promise<void> {
    await until(async () => (await this.unsent()).length === count, 5_000, `${count} writes wait`);
  }

  /** Renames a task on the page of tasks. */
  async renameTask(from: string, to: string): Promise<void> {
    await this.page.locator('.task').filter({ hasText: from }).locator('.row-title').click();
    const dialog = this.page.getByRole('dialog');
    await dialog.getByLabel('Title').fill(to);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await this.page.locator('.task').filter({ hasText: to }).waitFor();
  }

  async addTask(title: string): Promise<void> {
    await this.page.getByLabel('New task').fill(title);
    await this.page.getByLabel('New task').press('Enter');
    await this.page.locator('.task').filter({ hasText: title }).waitFor();
  }
}
