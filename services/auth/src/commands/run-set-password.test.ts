import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { runMain } from '../testing/run-main.ts';
import { refresh, signIn, signUp, testPassword } from '../testing/sign-in.ts';
import { startTestAuth } from '../testing/start-test-auth.ts';
import type { TestAuth } from '../testing/start-test-auth.ts';

describe('main.ts set-password', () => {
  let auth: TestAuth;
  beforeAll(async () => (auth = await startTestAuth()));
  afterAll(() => auth.close());

  const run = (args: readonly string[], input: string) => runMain(auth.database, args, input);

  it('refuses an unknown address in one sentence', async () => {
    expect(await run(['set-password', 'nobody@example.com'], 'new password\n')).toEqual({
      code: 1,
      out: '',
      err: 'There is no account with the e-mail nobody@example.com.\n',
    });
  });

  it('refuses a password that is too short, and a call without an address', async () => {
    const email = await signUp(auth);
    const short = await run(['set-password', email], 'short\n');
    expect(short).toMatchObject({
      code: 1,
      err: 'A password has 8 to 256 characters: nothing was changed.\n',
    });
    expect(await run(['set-password'], '')).toMatchObject({ code: 1, err: 'Usage: set-password <email>\n' });
    expect((await signIn(auth, email)).status).toBe(200);
  });

  it('says in one sentence that the database is away', async () => {
    const away = { ...auth.database, port: 1 };
    expect(await runMain(away, ['set-password', 'ada@example.com'])).toEqual({
      code: 1,
      out: '',
      err: 'The database does not answer: nothing was changed.\n',
    });
  });

  it('names a command that does not exist', async () => {
    expect(await run(['unset-password'], '')).toMatchObject({
      code: 1,
      err: expect.stringContaining('"unset-password"'),
    });
  });

  it('R6: sets the password and ends all sessions of that user', async () => {
    const [email, bystander] = [await signUp(auth), await signIn(auth)];
    const sessions = [await signIn(auth, email), await signIn(auth, email)];
    const answer = await run(['set-password', email.toUpperCase()], ' a new password\n');
    expect(answer).toMatchObject({ code: 0, err: '' });
    for (const { json } of sessions) expect((await refresh(auth, json['refreshToken'])).status).toBe(401);
    expect((await refresh(auth, bystander.json['refreshToken'])).status).toBe(200);
    const login = (password: string) => auth.post('/v1/login', { email, password });
    expect((await login(testPassword)).status).toBe(401);
    expect((await login(' a new password')).status).toBe(200);
  });
});
