import { randomBytes, randomUUID } from 'node:crypto';
import { writeFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Claims } from '@goalixa/kit/access-token.ts';
import { AppError } from '@goalixa/kit/app-error.ts';
import { kitErrors } from '@goalixa/kit/kit-errors.ts';
import { Keyring } from '@goalixa/kit/keyring.ts';
import { createLogger } from '@goalixa/kit/logger.ts';
import { SecretFile } from '@goalixa/kit/secret-file.ts';
import type { Tokens } from '../auth/auth-client.ts';
import { CookieJar } from './cookie-jar.ts';
import { SessionService } from './session-service.ts';
import { sealSession } from './session-cookie.ts';

const key = { id: 'one', bytes: randomBytes(32) };
const cookies = new CookieJar('http://goalixa.test');
const claims: Claims = { userId: randomUUID(), familyId: 'family', expiresAt: 2_000_000_000 };
const expired = { accessToken: 'old', refreshToken: 'r0', familyId: 'family', rotated: false, endsAt: 2e9 };
const successor: Tokens = {
  accessToken: 'new',
  refreshToken: 'r1',
  sessionExpiresAt: '2033-05-18T03:33:20Z',
};
const header = `goalixa=${sealSession(expired, key, 'goalixa')}`;

let folder: string;
let sessions: SessionService;
let refreshed: string[];
/** Answers the refresh that runs. */
let answer: (tokens: Tokens | null) => void;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'goalixa-bff-'));
  await writeFile(join(folder, 'key'), `one ${key.bytes.toString('base64url')}\n`);
});
afterAll(() => rm(folder, { recursive: true }));
beforeEach(() => {
  refreshed = [];
  sessions = new SessionService({
    auth: {
      refresh: (token) => {
        refreshed.push(token);
        return new Promise((resolve) => (answer = resolve));
      },
      logout: async () => undefined,
      seen: async () => undefined,
    },
    verifier: {
      verify: async (token) => {
        if (token !== 'new') throw new AppError(kitErrors.token_invalid);
        return claims;
      },
    },
    keyring: new Keyring(new SecretFile(join(folder, 'key'))),
    cookies,
    logger: createLogger({ service: 'bff', level: 'silent' }),
    now: () => 1_900_000_000_000,
  });
});

describe('SessionService', () => {
  it('R10: a refresh that a logout overtakes opens nothing', async () => {
    const renewal = sessions.renew(expired);
    await sessions.end(expired);
    answer(successor);
    await expect(renewal).rejects.toMatchObject({
      kind: kitErrors.token_invalid,
      details: { headers: { 'Set-Cookie': cookies.clear() } },
    });
  });

  it('forgets a failed exchange, so that the next request tries again', async () => {
    const first = sessions.renew(expired);
    answer(null);
    await expect(first).rejects.toMatchObject({ kind: kitErrors.token_invalid });
    const second = sessions.renew(expired);
    answer(successor);
    await expect(second).resolves.toMatchObject({ accessToken: 'new' });
  });

  it('R2: has one exchange in flight per refresh token, and one cookie for all who wait', async () => {
    const waiting = Array.from({ length: 20 }, () => sessions.renew(expired));
    answer(successor);
    const all = await Promise.all(waiting);
    expect(refreshed).toEqual(['r0']);
    expect(new Set(all.map(({ setCookie }) => setCookie)).size).toBe(1);
    expect(all[0]).toMatchObject({ claims, accessToken: 'new' });
  });

  it('does not share an exchange between refresh tokens', () => {
    void sessions.renew(expired);
    void sessions.renew({ ...expired, refreshToken: 'another' });
    expect(refreshed).toEqual(['r0', 'another']);
  });

  it('finds in a cookie what was sealed', async () => {
    expect(await sessions.find(header)).toEqual(expired);
  });
});
