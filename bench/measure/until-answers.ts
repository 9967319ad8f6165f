import { setTimeout as delay } from 'node:timers/promises';

const limitMs = 10_000;

/** Waits until a URL answers 2xx. @throws the last failure after 10 s */
export async function untilAnswers(url: string): Promise<void> {
  const deadline = Date.now() + limitMs;
  for (;;) {
    try {
      if ((await fetch(url)).ok) return;
    } catch (error) {
      if (Date.now() > deadline) throw error; // still starting
    }
    await delay(20);
  }
}
