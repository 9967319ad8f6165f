import type { Page } from 'playwright-core';

const cpuRate = 4;
const network = {
  offline: false,
  latency: 150, // ms a request waits for its answer
  downloadThroughput: 1_600_000 / 8, // bytes a second
  uploadThroughput: 750_000 / 8,
};

/**
 * Does work while a page is as slow as on a cheap phone: CPU 4x, and with `network` 1.6 Mbit/s and 150 ms, too.
 * A slowed page keeps a core busy even when it does nothing, so it is slowed no longer than needed.
 */
export async function throttled<T>(
  page: Page,
  parts: { network: boolean },
  work: () => Promise<T>,
): Promise<T> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: cpuRate });
  if (parts.network) {
    await session.send('Network.enable');
    await session.send('Network.emulateNetworkConditions', network);
  }
  try {
    return await work();
  } finally {
    await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
    await session.detach(); // ends the rest
  }
}
