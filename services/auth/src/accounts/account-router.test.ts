import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newEmail, signIn, signUp, testPassword } from '../testing/sign-in.ts';
import { startTestAuth } from '../testing/start-test-auth.ts';
import type { Answer, TestAuth } from '../testing/start-test-auth.ts';

/** An answer without what differs for every request. */
function comparable({ status, headers, text }: Answer) {
  const varying = ['date', 'x-request-id'];
  const kept = [...headers].filter(([name]) => !varying.includes(name));
  return { status, headers: kept, text: text.replace(/"requestId":"[^"]*"/, '') };
}

describe('sign-up and sign-in, over HTTP', () => {
  let auth: TestAuth;
  beforeAll(async () => (auth = await startTestAuth()));
  afterAll(() => auth.close());

  const login = (email: unknown, password: unknown = testPassword) =>
    auth.post('/v1/login', { email, password });
  const register = (given: Record<string, unknown> = {}) =>
    auth.post('/v1/register', {
      email: newEmail(),
      password: testPassword,
      timeZone: 'Europe/Berlin',
      ...given,
    });
  const bearer = (token: string | undefined) => ({ authorization: `Bearer ${token}` });

  it('P1: answers unknown, wrong and disabled alike: status, bytes and headers', async () => {
    const [email, disabled] = [await signUp(auth), await signUp(auth)];
    await auth.owner.query('update users set disabled_at = now() where email_normalised = $1', [disabled]);
    const unknown = comparable(await login(newEmail()));
    expect(unknown.status).toBe(401);
    expect(unknown.text).toContain('"credentials_invalid"');
    expect(comparable(await login(email, 'a wrong password'))).toEqual(unknown);
    expect(comparable(await login(disabled))).toEqual(unknown);
  });

  it('P1: audits a failed sign-in, of an unknown address without a name', async () => {
    const email = await signUp(auth);
    await login(email, 'a wrong password');
    await login(newEmail());
    const { rows } = await auth.owner.query<{ known: boolean }>(
      "select user_id is not null as known from auth_events where kind = 'login_failed' order by id desc limit 2",
    );
    expect(rows.map(({ known }) => known)).toEqual([false, true]);
  });

  it('P2: answers a second sign-up with the same bytes, and keeps the first password', async () => {
    const email = newEmail();
    const first = comparable(await register({ email }));
    expect(first.status).toBe(202);
    expect(comparable(await register({ email, password: 'another password' }))).toEqual(first);
    expect((await login(email, 'another password')).status).toBe(401);
    expect((await login(email)).status).toBe(200);
  });

  it('P2: keeps one account of 20 sign-ups at once', async () => {
    const email = newEmail();
    const answers = await Promise.all(
      Array.from({ length: 18 }, (_, i) => register({ email, password: `password number ${i}` })),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(comparable(answer)))).size).toBe(1);
    const { rowCount } = await auth.owner.query('select from users where email_normalised = $1', [email]);
    expect(rowCount).toBe(1);
  });

  it.each([
    ['64 characters', 'a'.repeat(64)],
    ['256 emoji', '🦊'.repeat(256)],
    ['NUL, emoji and a leading space', ' \u0000🦊 pass\u0000word'],
  ])('P6: keeps a password of %s exactly', async (_name, password) => {
    const email = await signUp(auth, newEmail(), password);
    expect((await login(email, password)).status).toBe(200);
    expect((await login(email, password.slice(0, -1))).status).toBe(401);
    expect((await login(email, `${password.slice(1)}`)).status).toBe(401);
  });

  it.each([
    ['7 characters', 'a'.repeat(7)],
    ['257 characters', 'a'.repeat(257)],
  ])('P6: refuses a new password of %s', async (_name, password) => {
    const answer = await register({ password });
    expect(answer).toMatchObject({
      status: 422,
      json: { code: 'input_invalid', errors: [{ pointer: '/password' }] },
    });
  });

  it('P6: answers 413 to 1 MB before any hash', async () => {
    const closed = await startTestAuth({ hashing: { running: 0, waiting: 0 } });
    const body = { email: newEmail(), password: 'a'.repeat(1_000_000), timeZone: 'UTC' };
    expect((await closed.post('/v1/register', body)).status).toBe(413);
    expect((await closed.post('/v1/login', { email: body.email, password: body.password })).status).toBe(413);
    expect((await closed.post('/v1/login', { email: body.email, password: testPassword })).status).toBe(503);
    await closed.close();
  });

  it.each([
    ['a full-width @', (email: string) => email.replace('@', '＠')],
    ['case', (email: string) => email.toUpperCase()],
    ['CRLF around it', (email: string) => `\r\n${email}\r\n`],
  ])(
    'P8: signs in by an address that differs by %s, and makes no second account of it',
    async (_name, spell) => {
      const email = await signUp(auth);
      expect((await login(spell(email))).status).toBe(200);
      await register({ email: spell(email), password: 'another password' });
      expect((await login(email, 'another password')).status).toBe(401);
    },
  );

  it('P8: refuses CRLF inside an address', async () => {
    const answer = await register({ email: 'ada@example.com\r\nBcc: eve@example.com' });
    expect(answer).toMatchObject({ status: 422, json: { errors: [{ pointer: '/email' }] } });
  });

  const wrong = [{ $ne: 1 }, [], ['a'], null, 7, true, undefined];
  it.each(wrong)('P13: refuses %j as a field, naming it', async (value) => {
    for (const field of ['email', 'password', 'timeZone']) {
      const answer = await register({ [field]: value });
      expect(answer).toMatchObject({ status: 422, json: { errors: [{ pointer: `/${field}` }] } });
    }
    for (const [path, field] of [
      ['/v1/login', 'email'],
      ['/v1/login', 'password'],
      ['/v1/refresh', 'refreshToken'],
      ['/v1/refresh/seen', 'refreshToken'],
      ['/v1/logout', 'refreshToken'],
    ] as const) {
      const body = {
        ...(path === '/v1/login' ? { email: newEmail(), password: testPassword } : {}),
        [field]: value,
      };
      const answer = await auth.post(path, body);
      expect(answer).toMatchObject({ status: 422, json: { errors: [{ pointer: `/${field}` }] } });
    }
  });

  it.each([
    ['/timeZone', { timeZone: 'Mars/Olympus' }],
    ['/timeZone', { timeZone: '+01:00' }],
    ['/locale', { locale: 'not a locale' }],
    ['/id', { id: '0192aaaa-0000-7000-8000-000000000000' }],
    ['/role', { role: 'admin' }],
    ['/createdAt', { createdAt: '2020-01-01T00:00:00Z' }],
  ])('refuses a sign-up for its %s', async (pointer, given) => {
    expect(await register(given)).toMatchObject({ status: 422, json: { errors: [{ pointer }] } });
  });

  it('J10: answers 401 to /v1/me with a refresh token as access token, or with none', async () => {
    const { json } = await signIn(auth);
    for (const headers of [{}, bearer(json['refreshToken']), bearer(`${json['accessToken']}x`)]) {
      expect(await auth.get('/v1/me', headers)).toMatchObject({
        status: 401,
        json: { code: 'token_invalid' },
      });
    }
  });

  it('J14: answers 401 to the token of a disabled user, and after a logout', async () => {
    const [disabled, ended] = [await signIn(auth), await signIn(auth)];
    for (const { json } of [disabled, ended])
      expect((await auth.get('/v1/me', bearer(json['accessToken']))).status).toBe(200);
    const { id } = disabled.json['user'] as unknown as { id: string };
    await auth.owner.query('update users set disabled_at = now() where id = $1', [id]);
    await auth.post('/v1/logout', { refreshToken: ended.json['refreshToken'] });
    for (const { json } of [disabled, ended])
      expect((await auth.get('/v1/me', bearer(json['accessToken']))).status).toBe(401);
  });

  it('registers, signs in and tells who is signed in', async () => {
    const email = newEmail().replace('user', 'User');
    expect((await register({ email: ` ${email} `, locale: 'de-at' })).json).toEqual({ status: 'accepted' });
    const answer = await login(email);
    const user = {
      id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-7/),
      email,
      timeZone: 'Europe/Berlin',
      locale: 'de-AT',
      createdAt: new Date(auth.clock.now).toISOString(),
    };
    expect(answer.status).toBe(200);
    expect(answer.json['user']).toEqual(user);
    expect((await auth.get('/v1/me', bearer(answer.json['accessToken']))).json).toEqual({ user });
  });

  it('keeps other sessions at a sign-in', async () => {
    const email = await signUp(auth);
    const [first] = [await signIn(auth, email), await signIn(auth, email)];
    expect((await auth.post('/v1/refresh', { refreshToken: first.json['refreshToken'] })).status).toBe(200);
  });

  it('hashes anew at a sign-in when costs have changed, and ends nothing by it', async () => {
    const email = await signUp(auth);
    const first = await signIn(auth, email);
    const hashOf = async () => {
      const { rows } = await auth.owner.query<{ password_hash: string }>(
        'select password_hash from users where email_normalised = $1',
        [email],
      );
      return rows[0]!.password_hash;
    };
    // The reference implementation's hash of 'password': other costs than the service's.
    const old = '$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4';
    await auth.owner.query('update users set password_hash = $1 where email_normalised = $2', [old, email]);
    const together = await Promise.all([1, 2, 3].map(() => login(email, 'password')));
    expect(together.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await hashOf()).toMatch(/^\$argon2id\$v=19\$m=64,t=1,p=1\$/);
    expect((await login(email, 'password')).status).toBe(200);
    expect((await auth.post('/v1/refresh', { refreshToken: first.json['refreshToken'] })).status).toBe(200);
  });

  it('sheds with 503 what neither hashes nor may wait', async () => {
    const small = await startTestAuth({
      hashing: { running: 1, waiting: 1 },
      costs: { memory: 19_456, passes: 2, parallelism: 1 },
    });
    const email = newEmail();
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => small.post('/v1/login', { email, password: testPassword })),
    );
    const shed = answers.filter(({ status }) => status === 503);
    expect(shed.length).toBeGreaterThan(0);
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(12 - shed.length);
    expect(shed[0]).toMatchObject({ json: { code: 'busy' } });
    expect(shed[0]?.headers.get('retry-after')).toBe('1');
    await small.close();
  });
});
