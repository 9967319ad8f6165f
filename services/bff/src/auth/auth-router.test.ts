import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { startBff, type StartedBff } from '../testing/start-bff.ts';

let bff: StartedBff;
beforeAll(async () => {
  bff = await startBff();
});
afterEach(() => {
  bff.auth.mode = 'up';
});
afterAll(() => bff.close());

const codeOf = async (answer: Response) => ((await answer.json()) as { code: string }).code;

describe('what is refused', () => {
  it.each([
    ['a foreign Origin', { origin: 'https://evil.test' }],
    ['the Origin null', { origin: 'null' }],
    ['a look-alike Origin', { origin: 'http://goalixa.test.evil.test' }],
  ])('C2, R8: answers 403 to a write from %s, on every path', async (_name, headers) => {
    const browser = await bff.signedIn();
    for (const path of ['/bff/auth/refresh', '/bff/auth/logout', '/bff/app/goals']) {
      const answer = await browser.post(path, {}, headers);
      expect([answer.status, await codeOf(answer)]).toEqual([403, 'csrf_rejected']);
    }
    expect((await browser.get('/bff/auth/session')).status).toBe(200);
  });

  it('C2: answers 403 without Origin when the browser says cross-site', async () => {
    const answer = await fetch(`${bff.url}/bff/auth/login`, {
      method: 'POST',
      headers: { 'sec-fetch-site': 'cross-site' },
    });
    expect([answer.status, await codeOf(answer)]).toEqual([403, 'csrf_rejected']);
  });

  it('C5: nobody can be signed in from another site', async () => {
    const userId = randomUUID();
    bff.auth.users.set('victim@example.com', userId);
    const answer = await bff
      .browser()
      .post(
        '/bff/auth/login',
        { email: 'victim@example.com', password: 'correct' },
        { origin: 'https://evil.test' },
      );
    expect([answer.status, answer.headers.get('set-cookie')]).toEqual([403, null]);
  });

  it.each([
    ['C3: JSON as text', 'text/plain', '{"email":"a@example.com","password":"correct"}'],
    ['C3: a form', 'application/x-www-form-urlencoded', 'email=a%40example.com&password=correct'],
  ])('%s is answered 415', async (_name, type, body) => {
    const before = bff.auth.calls.length;
    const answer = await bff
      .browser()
      .send('POST', '/bff/auth/login', { body, headers: { 'content-type': type } });
    expect([answer.status, bff.auth.calls.length]).toEqual([415, before]);
  });

  it.each(['register', 'login', 'logout', 'refresh'])(
    'C4: GET %s is 405, whatever a header asks',
    async (name) => {
      const browser = await bff.signedIn();
      const answer = await browser.get(`/bff/auth/${name}`, { 'x-http-method-override': 'POST' });
      expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST']);
      expect((await browser.get('/bff/auth/session')).status).toBe(200);
    },
  );

  it.each(['https://evil.test', 'http://goalixa.test.evil.test', 'null', 'http://goalixa.test'])(
    'C6: %s is told nothing about cross-origin access',
    async (origin) => {
      const preflight = { origin, 'access-control-request-method': 'POST' };
      for (const method of ['OPTIONS', 'GET']) {
        const answer = await bff.browser().send(method, '/bff/auth/session', { headers: preflight });
        expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
      }
    },
  );

  it('C8: an answer cannot be framed', async () => {
    const { headers } = await bff.browser().get('/bff/auth/session');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  });

  it.each(['refreshToken', 'accessToken', 'refresh_token', 'token'])(
    'R8: %s in a query or a body is 400',
    async (name) => {
      const browser = await bff.signedIn();
      const before = bff.auth.callsOf('/v1/refresh');
      const answers = [
        await browser.post(`/bff/auth/refresh?${name}=x`),
        await browser.get(`/bff/auth/session?${name}=x`),
        await browser.get(`/bff/app/goals?${name}=x`),
        await browser.post('/bff/auth/refresh', { [name]: 'x' }),
        await browser.post('/bff/auth/logout', { [name]: 'x' }),
      ];
      for (const answer of answers) {
        expect([answer.status, await codeOf(answer)]).toEqual([400, 'token_misplaced']);
      }
      expect(bff.auth.callsOf('/v1/refresh')).toBe(before);
    },
  );

  it('J13: an Authorization header beside the cookie is 401', async () => {
    const [mine, other] = [await bff.signedIn(), await bff.signedIn()];
    const families = [...bff.auth.families].filter(([, { userId }]) => userId === other.userId);
    expect(families).toHaveLength(1);
    const answer = await mine.get('/bff/app/goals', { authorization: 'Bearer of.another.user' });
    expect([answer.status, await codeOf(answer)]).toEqual([401, 'token_invalid']);
  });

  it.each([
    ['none', undefined],
    ['a cut one', 'goalixa=one.AAAA'],
    ['the name over https', '__Host-goalixa=one.AAAA'],
  ])('answers 401 to a cookie that says nothing: %s', async (_name, cookie) => {
    for (const path of ['/bff/auth/session', '/bff/auth/me', '/bff/app/goals', '/bff/aggregate/dashboard']) {
      const answer = await bff.browser().get(path, cookie === undefined ? {} : { cookie });
      expect([answer.status, await codeOf(answer)]).toEqual([401, 'token_invalid']);
    }
    expect((await bff.browser().post('/bff/auth/refresh')).status).toBe(401);
  });

  it("passes Auth's refusal of a password on, with nothing set", async () => {
    const answer = await bff.browser().post('/bff/auth/login', { email: 'a@example.com', password: 'wrong' });
    expect([answer.status, await codeOf(answer)]).toEqual([401, 'credentials_invalid']);
    expect(answer.headers.get('retry-after')).toBe('7');
    expect(answer.headers.get('set-cookie')).toBeNull();
  });

  it.each(['down', 'silent'] as const)('answers 503 within 2 s to a login while Auth is %s', async (mode) => {
    bff.auth.mode = mode;
    const start = performance.now();
    const answer = await bff.browser().login('a@example.com', 'correct');
    expect([answer.status, await codeOf(answer)]).toEqual([503, 'dependency_unavailable']);
    expect(performance.now() - start).toBeLessThan(2_000);
  });

  it.each(['down', 'silent'] as const)('keeps the session when a logout meets Auth %s', async (mode) => {
    const browser = await bff.signedIn();
    bff.auth.mode = mode;
    const answer = await browser.post('/bff/auth/logout');
    expect([answer.status, answer.headers.get('set-cookie')]).toEqual([503, null]);
    expect((await browser.get('/bff/auth/session')).status).toBe(200);
  });

  it('K6: nothing of Auth but the declared paths is reachable', async () => {
    const browser = await bff.signedIn();
    for (const path of ['/bff/auth/refresh/seen', '/bff/auth/v1/login', '/bff/v1/login', '/v1/login']) {
      expect((await browser.post(path, {})).status).toBe(404);
    }
    expect((await browser.get('/bff/auth/.well-known/jwks.json')).status).toBe(404);
  });
});

describe('sign-in and sign-out', () => {
  it('C1: sets one cookie for 7 days and shows the user, never a token', async () => {
    const browser = bff.browser();
    const userId = randomUUID();
    bff.auth.users.set('one@example.com', userId);
    const answer = await browser.login('one@example.com', 'correct');
    const text = await answer.text();
    expect(JSON.parse(text)).toEqual({ user: { id: userId, email: 'one@example.com' } });
    const [cookie, ...more] = answer.headers.getSetCookie();
    expect(more).toEqual([]);
    expect(cookie).toMatch(/^goalixa=one\.[\w-]+; Max-Age=60\d{4}; Path=\/; HttpOnly; SameSite=Lax$/);
    expect(cookie!.length).toBeLessThan(4_096);
  });

  it('C1: over https the cookie is __Host- and Secure', async () => {
    const secure = await startBff({ publicUrl: 'https://goalixa.test' });
    const browser = await secure.signedIn();
    expect(browser.cookie).toMatch(/^__Host-goalixa=/);
    const cookies = [await browser.post('/bff/auth/refresh'), await browser.post('/bff/auth/logout')].flatMap(
      (answer) => answer.headers.getSetCookie(),
    );
    expect(cookies).toHaveLength(2);
    for (const cookie of cookies) {
      expect(cookie).toMatch(/^__Host-goalixa=[^;]*; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Lax; Secure$/);
    }
    await secure.close();
  });

  it('C7: replaces the session that was there and ends it at Auth', async () => {
    const browser = await bff.signedIn();
    const before = browser.cookie;
    bff.auth.users.set('second@example.com', randomUUID());
    expect((await browser.login('second@example.com', 'correct')).status).toBe(200);
    expect(browser.cookie).not.toBe(before);
    const families = [...bff.auth.families.values()].filter(({ userId }) => userId === browser.userId);
    expect(families.map(({ revoked }) => revoked)).toEqual([true]);
    expect((await bff.browser().get('/bff/auth/session', { cookie: before! })).status).toBe(401);
  });

  it('C7: a cookie planted before the sign-in is not taken over', async () => {
    const browser = bff.browser();
    browser.cookie = 'goalixa=one.planted';
    bff.auth.users.set('third@example.com', randomUUID());
    expect((await browser.login('third@example.com', 'correct')).status).toBe(200);
    expect(browser.cookie).not.toContain('planted');
  });

  it('R6: after logout the old cookie opens nothing, though its access token has not expired', async () => {
    const browser = await bff.signedIn();
    const cookie = browser.cookie!;
    const answer = await browser.post('/bff/auth/logout');
    expect([answer.status, browser.cookie]).toEqual([204, null]);
    for (const path of ['/bff/auth/session', '/bff/app/goals', '/bff/auth/me']) {
      expect((await bff.browser().get(path, { cookie })).status).toBe(401);
    }
    expect((await bff.browser().send('POST', '/bff/auth/refresh', { headers: { cookie } })).status).toBe(401);
  });

  it('signs out who is not signed in', async () => {
    const answer = await bff.browser().post('/bff/auth/logout');
    expect([answer.status, answer.headers.get('set-cookie')]).toEqual([
      204,
      expect.stringContaining('Max-Age=0'),
    ]);
  });

  it('registers without a session, in the same bytes as Auth', async () => {
    const body = { email: 'new@example.com', password: 'correct', timeZone: 'Europe/Berlin' };
    const answer = await bff.browser().post('/bff/auth/register', body);
    expect([answer.status, await answer.text(), answer.headers.get('set-cookie')]).toEqual([
      202,
      '{"status":"accepted"}',
      null,
    ]);
    expect(bff.auth.calls.at(-1)).toMatchObject({ path: '/v1/register', body });
  });

  it('tells Auth which device signs in, and nothing else of the browser', async () => {
    bff.auth.users.set('agent@example.com', randomUUID());
    const headers = { 'user-agent': 'Pocket/1.0', 'x-request-id': 'abcdefgh', cookie: 'theme=dark' };
    const login = { email: 'agent@example.com', password: 'correct' };
    await bff.browser().post('/bff/auth/login', login, headers);
    const call = bff.auth.calls.findLast(({ path }) => path === '/v1/login');
    expect(call?.headers).toMatchObject({ 'user-agent': 'Pocket/1.0', 'x-request-id': 'abcdefgh' });
    expect(call?.headers.cookie).toBeUndefined();
  });

  it('answers the session without Auth: who, and until when the access token lives', async () => {
    const browser = await bff.signedIn();
    bff.auth.mode = 'down';
    const answer = await browser.get('/bff/auth/session');
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
    const session = (await answer.json()) as { userId: string; expiresAt: string };
    expect(Object.keys(session)).toEqual(['userId', 'expiresAt']);
    expect(session.userId).toBe(browser.userId);
    expect(Date.parse(session.expiresAt) - Date.now()).toBeGreaterThan(890_000);
  });

  it('passes me to Auth with the access token', async () => {
    const browser = await bff.signedIn();
    const { user } = (await (await browser.get('/bff/auth/me')).json()) as { user: { token: string } };
    expect(user.token).toMatch(/^Bearer eyJ/);
  });
});
