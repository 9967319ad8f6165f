import { writeFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from '@goalixa/kit/testing/browser.ts';
import { startBff, type StartedBff } from '../testing/start-bff.ts';
import { hasRedis, startRedis, type StartedRedis } from '../testing/start-redis.ts';
import { startUnrulyProxy, type UnrulyProxy } from '../testing/unruly-proxy.ts';
import { until } from '@goalixa/kit/testing/until.ts';
import { describeAggregateReads } from './aggregate-reads.contract.ts';

const path = '/bff/aggregate/dashboard';
const suite = hasRedis ? describe : describe.skip;

suite(hasRedis ? 'with Redis' : 'with Redis (skipped: redis-server is not on the PATH)', () => {
  let redis: StartedRedis;
  let proxy: UnrulyProxy;
  let bff: StartedBff;
  beforeAll(async () => {
    redis = await startRedis();
    proxy = await startUnrulyProxy(redis.port);
    bff = await open(proxy.port);
    await until(() => redisStatus(bff, 'ok'), 5_000, 'connected');
  });
  afterEach(async () => {
    proxy.manner = 'pass';
    await until(() => redisStatus(bff, 'ok'), 10_000, 'connected again');
  });
  afterAll(async () => {
    await bff.close();
    await proxy.close();
    await redis.close();
  });

  const open = (port: number) =>
    startBff({ redis: { url: `redis://127.0.0.1:${port}`, password: redis.password } });

  describeAggregateReads('Redis', () => open(redis.port));

  it.each(['silent', 'slow'] as const)(
    '9: %s in the middle: every answer stays right and in time',
    async (manner) => {
      const browser = await bff.signedIn();
      await readRight(bff, browser, 3);
      proxy.manner = manner;
      const start = performance.now();
      await readRight(bff, browser, 30);
      // Three calls of 50 ms, then the breaker: not 30 of them.
      expect(performance.now() - start).toBeLessThan(1_500);
    },
  );

  it('9: closed in the middle: every answer stays right, and Redis is used again when it is back', async () => {
    const browser = await bff.signedIn();
    await readRight(bff, browser, 3);
    await proxy.refuse();
    await readRight(bff, browser, 30);
    expect(await redisStatus(bff, 'failed')).toBe(true);
    await proxy.accept();
    await until(
      async () => {
        await readRight(bff, browser, 1);
        return (await redis.client.exists(keyOf(browser))) === 1 && (await redisStatus(bff, 'ok'));
      },
      10_000,
      'used again',
    );
  });

  it('9: a garbled entry is ignored', async () => {
    const browser = await bff.signedIn();
    for (const garbage of ['', 'garbage', '{"etag":"x"}\n{}', 'null\nnull']) {
      await redis.client.set(keyOf(browser), garbage);
      await readRight(bff, browser, 1);
    }
    // In one step: the write of the last answer may still be on its way.
    await redis.client.multi().del(keyOf(browser)).lpush(keyOf(browser), 'of another type').exec();
    await readRight(bff, browser, 5);
  });

  it("B3: another user's entry under one's key is ignored", async () => {
    const [one, two] = [await bff.signedIn(), await bff.signedIn()];
    await readRight(bff, one, 1);
    await until(async () => (await redis.client.exists(keyOf(one))) === 1, 5_000, 'kept');
    await redis.client.set(keyOf(two), (await redis.client.getBuffer(keyOf(one)))!);
    await readRight(bff, two, 3);
  });

  it('lets entries expire, not all at once', async () => {
    const browser = await bff.signedIn();
    await readRight(bff, browser, 1);
    await until(async () => (await redis.client.exists(keyOf(browser))) === 1, 5_000, 'kept');
    const life = await redis.client.ttl(keyOf(browser));
    expect(life).toBeGreaterThan(3_400);
    expect(life).toBeLessThan(3_790);
  });

  it('reads the password again at each connect', async () => {
    await redis.changePassword('second-password');
    await until(() => redisStatus(bff, 'ok'), 10_000, 'connected again');
  });

  it('9: with a wrong password every answer is right; the right one is found without a restart', async () => {
    const wrong = `${redis.password.path}-wrong`;
    await writeFile(wrong, 'wrong');
    const { SecretFile } = await import('@goalixa/kit/secret-file.ts');
    const other = await startBff({
      redis: { url: `redis://127.0.0.1:${redis.port}`, password: new SecretFile(wrong) },
    });
    const browser = await other.signedIn();
    await readRight(other, browser, 10);
    expect(await redisStatus(other, 'failed')).toBe(true);
    await writeFile(wrong, await redis.password.read());
    await until(() => redisStatus(other, 'ok'), 10_000, 'connected');
    expect(other.lines.filter((line) => line.includes('Redis fails'))).toHaveLength(1);
    expect(other.lines.join('')).not.toContain('password":"wrong');
    await other.close();
  });

  it('9: without its password file every answer is right', async () => {
    const { SecretFile } = await import('@goalixa/kit/secret-file.ts');
    const missing = new SecretFile(`${redis.password.path}-missing`);
    const other = await startBff({ redis: { url: `redis://127.0.0.1:${redis.port}`, password: missing } });
    await readRight(other, await other.signedIn(), 10);
    await other.close();
  });
});

describe('with a Redis that was never there', () => {
  it.each(['closed', 'silent', 'slow'] as const)(
    '9: %s: every answer is right and in time',
    async (state) => {
      // Nobody speaks Redis behind it: what passes are the bytes of an echo.
      const proxy = await startUnrulyProxy(9, state === 'closed' ? 'pass' : state);
      if (state === 'closed') await proxy.refuse();
      const bff = await startBff({ redis: { url: `redis://127.0.0.1:${proxy.port}` } });
      const browser = await bff.signedIn();
      const start = performance.now();
      await readRight(bff, browser, 30);
      expect(performance.now() - start).toBeLessThan(1_500);
      const ready = await fetch(`${bff.url}/health/ready`);
      expect([ready.status, await ready.json()]).toMatchObject([
        200,
        { status: 'degraded', checks: { redis: { status: 'failed', required: false } } },
      ]);
      await bff.close();
      await proxy.close();
    },
  );
});

/** Reads the dashboard, writing between reads; each must be this user's and up to date. */
async function readRight(
  bff: StartedBff,
  browser: Browser & { userId: string },
  times: number,
): Promise<void> {
  for (let i = 0; i < times; i += 1) {
    const counter = (bff.coreApi.counters.get(browser.userId) ?? 0) + (i % 2);
    bff.coreApi.counters.set(browser.userId, counter);
    const answer = await browser.get(path);
    expect([answer.status, await answer.json()]).toEqual([
      200,
      { user: browser.userId, counter, day: bff.coreApi.day },
    ]);
  }
}

const keyOf = ({ userId }: { userId: string }) =>
  `goalixa:bff:aggregate:1:${userId}:/v1/aggregates/dashboard`;

async function redisStatus(bff: StartedBff, status: 'ok' | 'failed'): Promise<boolean> {
  const report = await (await fetch(`${bff.url}/health/ready`)).json();
  return (report as { checks: { redis: { status: string } } }).checks.redis.status === status;
}
