import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { describeBrowser } from './testing/describe-browser.ts';
import { WebTwin } from './testing/web-twin.ts';

describeBrowser('offline', () => {
  let twin: WebTwin;
  beforeAll(async () => {
    twin = await WebTwin.start();
  }, 120_000);
  afterAll(() => twin.stop(), 60_000);

  it('signs in', async () => {
    const context = await twin.context();
    const page = await context.newPage();
    await twin.signIn(page, await twin.account());
    expect(twin.complaints).toEqual([]);
  });
});
