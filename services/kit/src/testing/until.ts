import { setTimeout as pause } from 'node:timers/promises';

/**
 * Waits for a condition, looking every 10 ms; what the condition throws ends the waiting.
 * @param what is waited for, or what to say of it when it did not come
 * @throws Error with `what` after `limitMs`
 */
export async function until(
  condition: () => boolean | Promise<boolean>,
  limitMs: number,
  what: string | (() => string),
): Promise<void> {
  const end = performance.now() + limitMs;
  while (!(await condition())) {
    if (performance.now() > end) {
      throw new Error(`Not within ${limitMs} ms: ${typeof what === 'string' ? what : what()}`);
    }
    await pause(10);
  }
}
