import type { Page } from 'playwright-core';

/** Makes the next load of an origin a first one: only the cookie and who is signed in are left. */
export async function forgetDevice(page: Page, origin: string): Promise<void> {
  await page.goto('about:blank'); // an open page would hold its database
  const session = await page.context().newCDPSession(page);
  await session.send('Storage.clearDataForOrigin', {
    origin,
    storageTypes: 'cache_storage,service_workers,indexeddb,file_systems',
  });
  await session.send('Network.clearBrowserCache');
  await session.detach();
}
