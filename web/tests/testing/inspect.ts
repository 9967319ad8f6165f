import axe from 'axe-core';
import type { Page } from 'playwright-core';

const themes = ['light', 'dark'] as const;
const widths = [360, 1280];
const narrowest = 320;
const height = 800;

/**
 * Everything that is wrong with what a page shows now, in both themes and on narrow and wide screens: what axe objects
 * to, scrolling sideways, what is cut or leaves its box, targets that are too small. The context bypasses the policy
 * and reduces motion.
 * @returns one line for each, none when all is well
 */
export async function inspect(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of themes) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    for (const width of widths) {
      await page.setViewportSize({ width, height });
      const moving = await drawn(page, colorScheme);
      const misfitting = colorScheme === 'light' ? await misfits(page) : [];
      const lines = [...moving, ...(await objections(page)), ...misfitting];
      found.push(...lines.map((line) => `${colorScheme} ${width}: ${line}`));
    }
  }
  await page.setViewportSize({ width: narrowest, height });
  found.push(...(await misfits(page)).map((line) => `light ${narrowest}: ${line}`));
  await page.setViewportSize({ width: 1280, height });
  return found;
}

/** The colours are those of the theme. @returns what moves although motion is reduced */
async function drawn(page: Page, theme: string): Promise<string[]> {
  await page.waitForFunction((name) => matchMedia(`(prefers-color-scheme: ${name})`).matches, theme);
  return page.evaluate(async () => {
    const moving: string[] = [];
    for (let frame = 0; frame < 2; frame += 1) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      for (const { effect } of document.getAnimations()) {
        const element = effect instanceof KeyframeEffect ? effect.target : null;
        moving.push(`moves: ${element?.outerHTML.slice(0, 160) ?? 'something'}`);
      }
    }
    return moving;
  });
}

/** What axe says, each with its place and its reason. */
async function objections(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { violations } = await (window as unknown as { axe: typeof import('axe-core') }).axe.run();
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary = '' }) => `${id}: ${html.slice(0, 160)} ${failureSummary}`),
    );
  });
}

/** What does not fit into its place, or is too small to be hit. */
export const misfits = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const found: string[] = [];
    const say = (what: string, element: Element): void => {
      found.push(`${what}: ${element.outerHTML.replace(/\s+/g, ' ').slice(0, 160)}`);
    };
    const root = document.documentElement;
    if (root.scrollWidth > innerWidth) found.push(`scrolls sideways, ${root.scrollWidth} px wide`);

    const isShown = (element: Element): boolean =>
      element.checkVisibility() && !element.closest('.unseen, svg, noscript, .skip');
    for (const element of document.querySelectorAll('body *')) {
      if (!isShown(element) || element.matches('input, select, option, progress')) continue;
      const { left, right, width } = element.getBoundingClientRect();
      if (width > 0 && (left < -1 || right > innerWidth + 1)) say('leaves the screen', element);
      // Only what has a box of its own can be too narrow; an ellipsis says that it cuts.
      const { textOverflow } = getComputedStyle(element);
      if (
        element.clientWidth > 0 &&
        element.scrollWidth > element.clientWidth + 1 &&
        textOverflow !== 'ellipsis'
      )
        say(`is ${element.scrollWidth - element.clientWidth} px too narrow`, element);
    }

    const leastPx = 24;
    for (const element of document.querySelectorAll('a[href], button, input, select, summary')) {
      if (!isShown(element)) continue;
      // A box is hit by its label, too; a link in a sentence is as high as its line.
      const { width, height } = (element.closest('label') ?? element).getBoundingClientRect();
      const hasWordsAround = [...(element.parentElement?.childNodes ?? [])].some(
        (node) => node instanceof Text && /\w/.test(node.data),
      );
      const isInSentence = getComputedStyle(element).display === 'inline' && hasWordsAround;
      if ((width < leastPx || height < leastPx) && !isInSentence)
        say(`is a target of ${Math.round(width)} x ${Math.round(height)} px`, element);
    }
    return found;
  });
