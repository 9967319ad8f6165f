import type { BrowserContextOptions } from 'playwright-core';

export const rounds = 3;

/** The screen that everything is measured on. */
export const phone: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  isMobile: true,
  hasTouch: true,
  locale: 'en-GB',
  timezoneId: 'Europe/Lisbon',
};
