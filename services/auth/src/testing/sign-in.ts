import type { Answer, TestAuth } from './start-test-auth.ts';

let accounts = 0;

/** An address that no other test has. */
export function newEmail(): string {
  accounts += 1;
  return `user-${accounts}@example.com`;
}

/** The password of accounts under test. */
export const testPassword = 'correct horse battery';

/** Signs up a new user. */
export async function signUp(auth: TestAuth, email = newEmail(), password = testPassword): Promise<string> {
  const answer = await auth.post('/v1/register', {
    email,
    password,
    timeZone: 'Europe/Berlin',
    locale: 'de-at',
  });
  if (answer.status !== 202) throw new Error(`sign-up: ${answer.status} ${answer.text}`);
  return email;
}

/** Signs in; a new user unless an address is given. */
export async function signIn(auth: TestAuth, email?: string): Promise<Answer> {
  const answer = await auth.post('/v1/login', {
    email: email ?? (await signUp(auth)),
    password: testPassword,
  });
  if (answer.status !== 200) throw new Error(`sign-in: ${answer.status} ${answer.text}`);
  return answer;
}

/** Presents a refresh token. */
export function refresh(auth: TestAuth, refreshToken: string | undefined): Promise<Answer> {
  return auth.post('/v1/refresh', { refreshToken });
}

/** Reports the first use of a refresh token, as the gateway does. */
export function seen(auth: TestAuth, refreshToken: string | undefined): Promise<Answer> {
  return auth.post('/v1/refresh/seen', { refreshToken });
}
