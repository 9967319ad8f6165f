import type { Locator, Page } from 'playwright-core';

/**
 * Goes to a control by Tab alone, as one who has no pointer.
 * @param isBack by Shift+Tab
 * @throws Error with what was passed when it is not reached within `limit` steps
 */
export async function tabTo(
  page: Page,
  control: Locator,
  { isBack = false, limit = 60 } = {},
): Promise<void> {
  await control.waitFor();
  const passed: string[] = [];
  for (let step = 0; step <= limit; step += 1) {
    if (await hasFocus(control)) return;
    passed.push(await focused(page));
    await page.keyboard.press(isBack ? 'Shift+Tab' : 'Tab');
  }
  throw new Error(`No way by Tab to ${String(control)}, only to:\n${passed.join('\n')}`);
}

/** Tabs to a control and uses it. */
export async function press(page: Page, control: Locator, key: 'Enter' | 'Space' = 'Enter'): Promise<void> {
  await tabTo(page, control);
  await page.keyboard.press(key);
}

/** Tabs to a field and types into it, key by key. */
export async function type(page: Page, field: Locator, text: string): Promise<void> {
  await tabTo(page, field);
  await page.keyboard.type(text);
}

export const hasFocus = (control: Locator): Promise<boolean> =>
  control.evaluate((element) => element === document.activeElement);

/** What has the focus, in a few words: its element and what it is called. */
export const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const element = document.activeElement;
    const words = element?.getAttribute('aria-label') ?? (element?.id || element?.textContent) ?? '';
    return `${element?.localName ?? 'nothing'} ${words.trim().replace(/\s+/g, ' ').slice(0, 60)}`;
  });
