import type { BrowserContextOptions } from 'playwright-core';

/** A screen. */
export interface View {
  readonly name: 'phone' | 'desk';
  readonly width: number;
  readonly context: BrowserContextOptions;
}

/** The screens that pages are looked at on. */
export const views: readonly View[] = [
  {
    name: 'phone',
    width: 390,
    context: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
  },
  { name: 'desk', width: 1280, context: { viewport: { width: 1280, height: 800 } } },
];
