import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from '@goalixa/kit/testing/browser.ts';
import type { StartedBff } from '../testing/start-bff.ts';
import { until } from '@goalixa/kit/testing/until.ts';

const path = '/bff/aggregate/dashboard';

/** What reads of an aggregate must do, whatever keeps it: called with and without Redis. */
export function describeAggregateReads(name: string, open: () => Promise<StartedBff>): void {
  describe(`aggregate reads (${name})`, () => {
    let bff: StartedBff;
    beforeAll(async () => {
      bff = await open();
    });
    afterAll(() => bff.close());

    const read = async (browser: Browser, headers: Record<string, string> = {}) => {
      const answer = await browser.get(path, headers);
      return { status: answer.status, etag: answer.headers.get('etag'), body: await answer.json() };
    };
    const asked = () => bff.coreApi.lastCall().headers['if-none-match'];
    /** Reads until the cache has the answer: it is kept off the request's path. */
    const fill = (browser: Browser) =>
      until(
        async () => {
          await read(browser);
          return asked() !== undefined;
        },
        5_000,
        'kept',
      );

    it("B3: never serves another user's body, even to a browser that changes users", async () => {
      const [one, two] = [await bff.signedIn(), await bff.signedIn()];
      await fill(one);
      await fill(two);
      expect((await read(one)).body).toMatchObject({ user: one.userId });
      expect((await read(two)).body).toMatchObject({ user: two.userId });
      one.cookie = two.cookie;
      expect((await read(one)).body).toMatchObject({ user: two.userId });
    });

    it('asks Core API on every read and serves the kept body at its 304', async () => {
      const browser = await bff.signedIn();
      const first = await read(browser);
      await fill(browser);
      const before = bff.coreApi.calls.length;
      expect(await read(browser)).toEqual(first);
      expect([bff.coreApi.calls.length, asked()]).toEqual([before + 1, first.etag]);
    });

    it('shows a write in the next read', async () => {
      const browser = await bff.signedIn();
      await fill(browser);
      for (let counter = 1; counter <= 5; counter += 1) {
        bff.coreApi.counters.set(browser.userId, counter);
        expect((await read(browser)).body).toMatchObject({ counter });
      }
    });

    it('shows the new day when it turns', async () => {
      const browser = await bff.signedIn();
      await fill(browser);
      bff.coreApi.day = '2026-11-23';
      expect((await read(browser)).body).toMatchObject({ day: '2026-11-23' });
    });

    it('answers 304 to a browser that has it, kept or not, and 200 to one that has an older one', async () => {
      const browser = await bff.signedIn();
      const { etag } = await read(browser);
      await fill(browser);
      const same = await browser.get(path, { 'if-none-match': etag! });
      expect([same.status, same.headers.get('etag'), await same.text()]).toEqual([304, etag, '']);
      bff.coreApi.counters.set(browser.userId, 1);
      const older = await browser.get(path, { 'if-none-match': etag! });
      expect([older.status, await older.json()]).toMatchObject([200, { counter: 1 }]);
    });

    it('answers 304 when only the browser has it', async () => {
      const browser = await bff.signedIn();
      const etag = `"${browser.userId}.0.${bff.coreApi.day}"`;
      expect((await browser.get(path, { 'if-none-match': etag })).status).toBe(304);
    });

    it('answers 304 when the browser has what Core API gives anew', async () => {
      const browser = await bff.signedIn();
      await fill(browser);
      bff.coreApi.counters.set(browser.userId, 1);
      const etag = `"${browser.userId}.1.${bff.coreApi.day}"`;
      const answer = await browser.get(path, { 'if-none-match': etag });
      expect([answer.status, await answer.text()]).toEqual([304, '']);
    });

    it('leaves what has a query to Core API', async () => {
      const browser = await bff.signedIn();
      await fill(browser);
      await browser.get(`${path}?day=2026-11-20`);
      expect([bff.coreApi.lastCall().url, asked()]).toEqual([
        '/v1/aggregates/dashboard?day=2026-11-20',
        undefined,
      ]);
    });

    it('answers HEAD without a body', async () => {
      const browser = await bff.signedIn();
      await fill(browser);
      const answer = await browser.send('HEAD', path);
      expect([answer.status, await answer.text()]).toEqual([200, '']);
    });
  });
}
