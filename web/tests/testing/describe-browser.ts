import { describe } from '@jest/globals';
import { chromiumPath } from '../../../scripts/doctor/chromium-path.ts';

/** The system's Chromium; empty where there is none. */
export const executablePath = chromiumPath() ?? '';

/** A suite that needs a browser; without one it is skipped, and its title says why. */
export function describeBrowser(title: string, suite: () => void): void {
  if (executablePath !== '') return describe(title, suite);
  describe.skip(`${title} (skipped: chromium is not on the PATH)`, suite);
}
