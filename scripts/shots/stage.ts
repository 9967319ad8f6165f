import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { ShotTarget } from './shot-target.ts';
import type { View } from './views.ts';

/** A browser of one user on one screen, and the pictures taken of it. */
export class Stage {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly target: ShotTarget;
  readonly #width: number;
  readonly #folder: string;
  readonly #files: string[];

  constructor(
    page: Page,
    { target, view, folder, files }: { target: ShotTarget; view: View; folder: string; files: string[] },
  ) {
    this.context = page.context();
    this.page = page;
    this.target = target;
    this.#width = view.width;
    this.#folder = folder;
    this.#files = files;
  }

  /** @param options `files` gets the name of each picture; `density`: device pixels per CSS px */
  static async open(
    browser: Browser,
    options: { target: ShotTarget; view: View; folder: string; files: string[]; density?: number },
  ): Promise<Stage> {
    const context = await browser.newContext({
      ...options.view.context,
      deviceScaleFactor: options.density ?? 1,
      locale: 'en-GB',
      timezoneId: options.target.timeZone,
    });
    return new Stage(await context.newPage(), options);
  }

  /** Signs in through the page. */
  async signIn({ email, password }: { email: string; password: string }): Promise<void> {
    await this.page.goto(`${this.target.url}/app/sign-in`);
    await this.page.locator('input[name=email]').fill(email);
    await this.page.locator('input[name=password]').fill(password);
    await this.page.locator('form button.main').click();
    await this.page.locator('today-page .card').first().waitFor();
  }

  /** Opens a page of the app, and waits until it shows rows and all of them are the server's. */
  async go(path: string): Promise<void> {
    await this.page.goto(`${this.target.url}${path}`);
    await this.settle();
    await this.page.locator('[data-key=status]').waitFor({ state: 'detached' });
  }

  /** Waits until the page has drawn what it has. */
  async settle(): Promise<void> {
    await this.page.locator('main h1').first().waitFor();
    await this.page.locator('main .loading').waitFor({ state: 'detached' });
    await this.page.evaluate('document.fonts.ready.then(() => undefined)');
  }

  /** A picture in both themes; of a page that is longer than the screen another one of its end. */
  async shoot(name: string): Promise<void> {
    await this.settle();
    for (const theme of ['light', 'dark'] as const) {
      await this.page.emulateMedia({ colorScheme: theme });
      await this.page.evaluate('scrollTo(0, 0)');
      await this.#take(`${name}-${this.#width}-${theme}`);
      const isLong = await this.page.evaluate(`document.documentElement.scrollHeight > innerHeight + 1 &&
        document.querySelector('dialog[open]') === null`);
      if (!isLong || theme === 'dark') continue;
      await this.page.evaluate('scrollTo(0, document.documentElement.scrollHeight)');
      await this.#take(`${name}-end-${this.#width}-${theme}`);
    }
  }

  close(): Promise<void> {
    return this.context.close();
  }

  async #take(name: string): Promise<void> {
    const file = join(this.#folder, `${name}.png`);
    await this.page.screenshot({ path: file, animations: 'disabled', caret: 'hide' });
    this.#files.push(file);
  }
}
