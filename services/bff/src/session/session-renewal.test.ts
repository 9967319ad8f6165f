import { readFile, rm, writeFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { keyLine, startBff, type StartedBff } from '../testing/start-bff.ts';
import { until } from '@goalixa/kit/testing/until.ts';

const accessLife = 900;
let bff: StartedBff;
beforeAll(async () => {
  bff = await startBff();
});
afterEach(() => {
  bff.auth.mode = 'up';
  bff.auth.refreshStatus = null;
});
afterAll(() => bff.close());

/** A browser whose access token has just expired. */
async function expired() {
  const browser = await bff.signedIn();
  bff.pass(accessLife + 10);
  return browser;
}
const codeOf = async (answer: Response) => ((await answer.json()) as { code: string }).code;
const seen = () => bff.auth.callsOf('/v1/refresh/seen');

describe('an expired access token', () => {
  it('is answered 401 and the cookie cleared when Auth refuses the refresh token', async () => {
    const browser = await expired();
    for (const family of bff.auth.families.values()) family.revoked = true;
    const answer = await browser.get('/bff/app/goals');
    expect([answer.status, await codeOf(answer), browser.cookie]).toEqual([401, 'token_invalid', null]);
    expect(answer.headers.getSetCookie()).toEqual(['goalixa=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax']);
  });

  it.each(['down', 'silent'] as const)(
    'R12: is answered 503 with the cookie kept while Auth is %s',
    async (mode) => {
      const browser = await expired();
      const { cookie } = browser;
      bff.auth.mode = mode;
      const start = performance.now();
      const answer = await browser.get('/bff/auth/session');
      expect([answer.status, await codeOf(answer)]).toEqual([503, 'dependency_unavailable']);
      expect(performance.now() - start).toBeLessThan(2_000);
      expect([answer.headers.get('retry-after'), browser.cookie]).toEqual(['1', cookie]);
      bff.auth.mode = 'up';
      expect((await browser.get('/bff/auth/session')).status).toBe(200);
    },
  );

  it.each([503, 500, 429, 404])(
    'R12: keeps the cookie when Auth answers %i, as without its database',
    async (status) => {
      const browser = await expired();
      const { cookie } = browser;
      bff.auth.refreshStatus = status;
      expect([(await browser.get('/bff/app/goals')).status, browser.cookie]).toEqual([503, cookie]);
    },
  );

  it('is renewed on the way: the request goes on with the new one, the answer sets the cookie', async () => {
    const browser = await expired();
    const { cookie } = browser;
    const answer = await browser.get('/bff/app/goals');
    expect(answer.status).toBe(200);
    expect(answer.headers.getSetCookie()).toHaveLength(1);
    expect(browser.cookie).not.toBe(cookie);
    const again = await browser.get('/bff/app/goals');
    expect([again.status, again.headers.getSetCookie()]).toEqual([200, []]);
  });

  it('is renewed below a write, whose body goes on', async () => {
    const browser = await expired();
    const answer = await browser.post('/bff/app/goals', { title: 'Run' });
    expect([answer.status, bff.coreApi.lastCall().body]).toEqual([200, '{"title":"Run"}']);
  });

  it('does not move the end of the session', async () => {
    const browser = await bff.signedIn();
    const answer = await browser.post('/bff/auth/refresh');
    expect(answer.status).toBe(204);
    expect(answer.headers.get('set-cookie')).toMatch(/Max-Age=(604800|604799|604798);/);
  });

  it('R2: 20 parallel requests all succeed and end with one successor', async () => {
    const browser = await expired();
    const { cookie } = browser;
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => bff.browser().get('/bff/app/goals', { cookie: cookie! })),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
    const families = [...bff.auth.families.values()].filter(({ userId }) => userId === browser.userId);
    expect(families).toEqual([{ userId: browser.userId, generation: 1, revoked: false }]);
  });

  it('R4: two tabs stay signed in, whichever cookie lands last', async () => {
    const browser = await expired();
    const stale = browser.cookie!;
    await browser.get('/bff/app/goals');
    const other = bff.browser();
    other.cookie = stale;
    expect((await other.get('/bff/app/goals')).status).toBe(200);
    bff.pass(accessLife + 10);
    expect((await browser.get('/bff/app/goals')).status).toBe(200);
    expect((await other.get('/bff/app/goals')).status).toBe(200);
  });
});

describe('an access token with a second left', () => {
  it('is renewed, so that it does not end on its way', async () => {
    const browser = await bff.signedIn();
    bff.pass(accessLife - 1);
    expect((await browser.get('/bff/app/goals')).headers.getSetCookie()).toHaveLength(1);
  });

  it('still goes on while Auth is down, and is refused when Auth refuses', async () => {
    const browser = await bff.signedIn();
    bff.pass(accessLife - 1.5);
    bff.auth.mode = 'down';
    expect((await browser.get('/bff/app/goals')).status).toBe(200);
    bff.auth.mode = 'up';
    for (const family of bff.auth.families.values()) family.revoked = true;
    expect([(await browser.get('/bff/app/goals')).status, browser.cookie]).toEqual([401, null]);
  });
});

describe('an access token past its end by less than the skew', () => {
  it('is renewed by every request, whatever the verifier remembers', async () => {
    const browser = await bff.signedIn();
    const { cookie } = browser;
    bff.pass(accessLife + 2);
    for (let i = 0; i < 4; i += 1) {
      const answer = await bff.browser().get('/bff/app/goals', { cookie: cookie! });
      expect([answer.status, answer.headers.getSetCookie().length]).toEqual([200, 1]);
    }
  });
});

describe('a valid access token', () => {
  it('goes on while Auth is down', async () => {
    const browser = await bff.signedIn();
    bff.auth.mode = 'down';
    expect((await browser.get('/bff/app/goals')).status).toBe(200);
    expect((await browser.get('/bff/aggregate/dashboard')).status).toBe(200);
  });
});

describe('the first use of a successor', () => {
  it('is never reported for the pair of a sign-in', async () => {
    const browser = await bff.signedIn();
    const before = seen();
    await browser.get('/bff/app/goals');
    await browser.get('/bff/app/goals');
    expect(seen()).toBe(before);
  });

  it('is reported once, by the first request that carries it', async () => {
    const browser = await expired();
    const before = seen();
    await browser.get('/bff/app/goals'); // carries the predecessor
    expect(seen()).toBe(before);
    await Promise.all(Array.from({ length: 5 }, () => browser.get('/bff/app/goals')));
    await until(() => seen() > before, 5_000, 'reported');
    await browser.get('/bff/app/goals');
    expect(seen()).toBe(before + 1);
    const { body } = bff.auth.calls.findLast(({ path }) => path === '/v1/refresh/seen')!;
    expect(body).toEqual({ refreshToken: expect.stringMatching(/^[0-9a-f-]{36}\.1\.secret$/) });
  });

  it('is reported by a later request when Auth was down, and holds nothing up', async () => {
    const browser = await expired();
    await browser.get('/bff/app/goals');
    const before = seen();
    bff.auth.mode = 'silent';
    const start = performance.now();
    expect((await browser.get('/bff/app/goals')).status).toBe(200);
    expect(performance.now() - start).toBeLessThan(1_000);
    await until(
      () => bff.lines.some((line) => line.includes('not reported')),
      5_000,
      'the report has failed',
    );
    bff.auth.mode = 'up';
    await browser.get('/bff/app/goals');
    await until(() => seen() === before + 1, 5_000, 'reported');
  });
});

describe('rotation of the cookie key', () => {
  it('accepts the previous key, seals with the new one, and refuses, but does not clear, one that is gone', async () => {
    const rotating = await startBff();
    const [old, other] = [await rotating.signedIn(), await rotating.signedIn()];
    await writeFile(rotating.keyFile, keyLine('two') + (await readFile(rotating.keyFile, 'utf8')));
    await until(
      async () => {
        await old.post('/bff/auth/refresh');
        return old.cookie!.startsWith('goalixa=two.');
      },
      5_000,
      'the new key seals',
    );
    expect((await other.get('/bff/auth/session')).status).toBe(200);
    await writeFile(rotating.keyFile, keyLine('three'));
    await until(
      async () => (await other.get('/bff/auth/session')).status === 401,
      5_000,
      'the old key is gone',
    );
    expect(other.cookie).toMatch(/^goalixa=one\./); // another replica may still have the key
    await rotating.close();
  });

  it('answers 503 and is not ready while the keyring cannot be read', async () => {
    const broken = await startBff();
    const browser = await broken.signedIn();
    await rm(broken.keyFile);
    await until(async () => (await browser.get('/bff/auth/session')).status === 503, 5_000, '503');
    expect((await browser.get('/bff/health/ready')).status).toBe(503);
    await writeFile(broken.keyFile, keyLine('one'));
    await until(async () => (await browser.get('/bff/health/ready')).status === 200, 5_000, 'ready');
    await broken.close();
  });
});
