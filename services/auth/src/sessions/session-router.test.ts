import { createHash, randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { refresh, seen, signIn, testPassword } from '../testing/sign-in.ts';
import { startTestAuth } from '../testing/start-test-auth.ts';
import type { Answer, TestAuth } from '../testing/start-test-auth.ts';

const second = 1_000;
const day = 86_400 * second;

describe('refresh, over HTTP', () => {
  let auth: TestAuth;
  beforeAll(async () => (auth = await startTestAuth()));
  afterEach(() => {
    auth.clock.now = Date.now();
  });
  afterAll(() => auth.close());

  const familyOf = (answer: Answer) => answer.json['refreshToken']!.split('.')[0];
  async function rowOf(answer: Answer) {
    const { rows } = await auth.owner.query<Record<string, unknown>>(
      'select *, xmin::text as change from refresh_families where id = $1',
      [familyOf(answer)],
    );
    return rows[0]!;
  }
  async function eventsOf(answer: Answer): Promise<string[]> {
    const { rows } = await auth.owner.query<{ kind: string }>(
      'select kind from auth_events where family_id = $1 order by id',
      [familyOf(answer)],
    );
    return rows.map(({ kind }) => kind);
  }
  const refused = { status: 401, json: { code: 'token_invalid' } };

  it('R1: revokes the family for the previous token 10 s after the rotation, its successor seen in use', async () => {
    const first = await signIn(auth);
    const successor = await refresh(auth, first.json['refreshToken']);
    expect((await seen(auth, successor.json['refreshToken'])).status).toBe(204);
    auth.clock.now += 10 * second + 1;
    expect(await refresh(auth, first.json['refreshToken'])).toMatchObject(refused);
    expect(await rowOf(first)).toMatchObject({ revoke_reason: 'replayed', generation: 1 });
    expect(await eventsOf(first)).toEqual(['logged_in', 'refresh_replayed']);
    expect(await refresh(auth, successor.json['refreshToken'])).toMatchObject(refused);
  });

  it('R1: revokes the family for an older token although the window is open', async () => {
    const first = await signIn(auth);
    const next = await refresh(auth, first.json['refreshToken']);
    const last = await refresh(auth, next.json['refreshToken']);
    expect(await refresh(auth, first.json['refreshToken'])).toMatchObject(refused);
    expect(await refresh(auth, last.json['refreshToken'])).toMatchObject(refused);
    expect(await eventsOf(first)).toEqual(['logged_in', 'refresh_replayed']);
  });

  it.each([20, 50])(
    'R2: %i callers with one token get one successor by one change of the row',
    async (callers) => {
      const first = await signIn(auth);
      const before = await rowOf(first);
      const answers = await Promise.all(
        Array.from({ length: callers }, () => refresh(auth, first.json['refreshToken'])),
      );
      expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
      expect(new Set(answers.map(({ json }) => json['refreshToken'])).size).toBe(1);
      const after = await rowOf(first);
      expect(after).toMatchObject({ generation: 1, previous_hash: before['current_hash'], revoked_at: null });
      const live = 'select id from refresh_families where user_id = $1 and revoked_at is null';
      expect((await auth.owner.query(live, [before['user_id']])).rowCount).toBe(1);
    },
  );

  it('R3: answers the same successor within 10 s, seen or not, without a write', async () => {
    const first = await signIn(auth);
    const successor = await refresh(auth, first.json['refreshToken']);
    await seen(auth, successor.json['refreshToken']);
    const before = await rowOf(first);
    auth.clock.now += 10 * second;
    const again = await refresh(auth, first.json['refreshToken']);
    expect(again.status).toBe(200);
    expect(again.json['refreshToken']).toBe(successor.json['refreshToken']);
    expect(again.json['accessToken']).not.toBe(successor.json['accessToken']);
    expect(await rowOf(first)).toEqual(before);
  });

  it('R3: answers the same successor 10 minutes later while it was never seen in use', async () => {
    const first = await signIn(auth);
    const successor = await refresh(auth, first.json['refreshToken']);
    auth.clock.now += 600 * second;
    const again = await refresh(auth, first.json['refreshToken']);
    expect(again.json['refreshToken']).toBe(successor.json['refreshToken']);
    expect((await refresh(auth, again.json['refreshToken'])).status).toBe(200);
  });

  it('R4: two tabs that refresh at once both hold the token that stays valid', async () => {
    const first = await signIn(auth);
    const tabs = await Promise.all([1, 2].map(() => refresh(auth, first.json['refreshToken'])));
    auth.clock.now += 60 * second;
    await seen(auth, tabs[0]!.json['refreshToken']);
    expect((await refresh(auth, tabs[1]!.json['refreshToken'])).status).toBe(200);
  });

  it('R5: catches a thief who replayed inside the window at the next rotation', async () => {
    const first = await signIn(auth);
    const honest = await refresh(auth, first.json['refreshToken']);
    const thief = await refresh(auth, first.json['refreshToken']);
    expect(thief.status).toBe(200);
    auth.clock.now += 900 * second;
    const next = await refresh(auth, honest.json['refreshToken']);
    await seen(auth, next.json['refreshToken']);
    auth.clock.now += 11 * second;
    expect(await refresh(auth, thief.json['refreshToken'])).toMatchObject(refused);
    expect(await refresh(auth, next.json['refreshToken'])).toMatchObject(refused);
  });

  it('R6: refuses after a logout by the newest, the previous or an older token, and only that session', async () => {
    for (const rotations of [0, 1, 3]) {
      const first = await signIn(auth);
      const other = await signIn(auth, await emailOf(first));
      let newest = first;
      for (let i = 0; i < rotations; i += 1) newest = await refresh(auth, newest.json['refreshToken']);
      const logout = await auth.post('/v1/logout', { refreshToken: first.json['refreshToken'] });
      expect(logout.status).toBe(204);
      expect(await refresh(auth, newest.json['refreshToken'])).toMatchObject(refused);
      expect((await refresh(auth, other.json['refreshToken'])).status).toBe(200);
      expect(await eventsOf(first)).toEqual(['logged_in', 'logged_out']);
    }
  });

  it('R6: refuses for a disabled user, and for a deleted one', async () => {
    const [disabled, deleted] = [await signIn(auth), await signIn(auth)];
    const userOf = async (answer: Answer) => (await rowOf(answer))['user_id'];
    await auth.owner.query('update users set disabled_at = now() where id = $1', [await userOf(disabled)]);
    await auth.owner.query('delete from users where id = $1', [await userOf(deleted)]);
    expect(await refresh(auth, disabled.json['refreshToken'])).toMatchObject(refused);
    expect(await refresh(auth, deleted.json['refreshToken'])).toMatchObject(refused);
  });

  it('R6: answers 204 to a logout that proves nothing, and ends nothing', async () => {
    const first = await signIn(auth);
    const forged = `${familyOf(first)}.0.${randomBytes(32).toString('base64url')}`;
    for (const refreshToken of [forged, 'nonsense', '']) {
      expect((await auth.post('/v1/logout', { refreshToken })).status).toBe(204);
    }
    expect((await refresh(auth, first.json['refreshToken'])).status).toBe(200);
  });

  it('R7: ends the session at day 7 although it is used every day', async () => {
    const first = await signIn(auth);
    expect(first.json['sessionExpiresAt']).toBe(new Date(auth.clock.now + 7 * day).toISOString());
    let newest = first;
    for (let i = 1; i <= 6; i += 1) {
      auth.clock.now += day;
      newest = await refresh(auth, newest.json['refreshToken']);
      expect(newest.json['sessionExpiresAt']).toBe(first.json['sessionExpiresAt']);
      await seen(auth, newest.json['refreshToken']);
    }
    auth.clock.now += day - second;
    newest = await refresh(auth, newest.json['refreshToken']);
    expect(newest.status).toBe(200);
    auth.clock.now += 2 * second;
    const before = await rowOf(first);
    expect(await refresh(auth, newest.json['refreshToken'])).toMatchObject(refused);
    expect(await rowOf(first)).toEqual(before);
  });

  it('R8: takes no token from the query', async () => {
    const first = await signIn(auth);
    const inQuery = `/v1/refresh?refreshToken=${first.json['refreshToken']}`;
    expect((await auth.post(inQuery, {})).status).toBe(422);
    expect((await auth.get(inQuery)).status).toBe(405);
  });

  it('R9: refuses a truncated token and one of 1 MB without a write', async () => {
    const first = await signIn(auth);
    const before = await rowOf(first);
    const token = first.json['refreshToken']!;
    for (const bad of [
      token.slice(0, -1),
      token.slice(0, 40),
      '',
      'a'.repeat(1_000_000),
      `${token}${'a'.repeat(1_000_000)}`,
    ]) {
      expect(await refresh(auth, bad)).toMatchObject(refused);
    }
    expect(await rowOf(first)).toEqual(before);
    expect((await refresh(auth, token)).status).toBe(200);
  });

  it('R9: refuses guessed secrets of every generation without a write', async () => {
    const first = await signIn(auth);
    const next = await refresh(auth, first.json['refreshToken']);
    const before = await rowOf(first);
    for (const generation of [0, 1, 2, 700, 999_999_999]) {
      const guess = `${familyOf(first)}.${generation}.${randomBytes(32).toString('base64url')}`;
      expect(await refresh(auth, guess)).toMatchObject(refused);
      expect((await seen(auth, guess)).status).toBe(204);
    }
    expect(await rowOf(next)).toEqual(before);
  });

  it('R10: leaves no live token when logout races refresh, 200 times', async () => {
    const email = await emailOf(await signIn(auth));
    for (let round = 0; round < 200; round += 1) {
      const { refreshToken } = (await signIn(auth, email)).json;
      const starts = {
        refreshed: () => refresh(auth, refreshToken),
        loggedOut: () => auth.post('/v1/logout', { refreshToken }),
      };
      // Who is sent first alternates.
      const [first, second] =
        round % 2 ? (['refreshed', 'loggedOut'] as const) : (['loggedOut', 'refreshed'] as const);
      const answers = await Promise.all([starts[first](), starts[second]()]);
      const [refreshed, loggedOut] = round % 2 ? answers : answers.toReversed();
      expect(loggedOut?.status).toBe(204);
      expect([200, 401]).toContain(refreshed?.status);
      expect((await refresh(auth, refreshToken)).status).toBe(401);
      if (refreshed?.status === 200)
        expect((await refresh(auth, refreshed.json['refreshToken'])).status).toBe(401);
    }
  });

  it('R11: refuses a stored hash presented as a token', async () => {
    const first = await signIn(auth);
    await refresh(auth, first.json['refreshToken']);
    const row = await rowOf(first);
    for (const hash of [row['current_hash'], row['previous_hash']] as Buffer[]) {
      for (const generation of [0, 1]) {
        const token = `${familyOf(first)}.${generation}.${hash.toString('base64url')}`;
        expect(await refresh(auth, token)).toMatchObject(refused);
      }
    }
  });

  it('counts the first use once, for the newest token only', async () => {
    const first = await signIn(auth);
    const next = await refresh(auth, first.json['refreshToken']);
    await seen(auth, first.json['refreshToken']);
    expect((await rowOf(first))['successor_seen_at']).toBeNull();
    await seen(auth, next.json['refreshToken']);
    const noted = await rowOf(first);
    expect(noted['successor_seen_at']).not.toBeNull();
    auth.clock.now += 5 * second;
    await seen(auth, next.json['refreshToken']);
    expect(await rowOf(first)).toEqual(noted);
  });

  it('stores the hash of the secret, and the device as it names itself', async () => {
    const email = await emailOf(await signIn(auth));
    const agent = { 'user-agent': 'x'.repeat(300) };
    const answer = await auth.post('/v1/login', { email, password: testPassword }, agent);
    const secret = Buffer.from(answer.json['refreshToken']!.split('.')[2]!, 'base64url');
    const row = await rowOf(answer);
    expect(row['current_hash']).toEqual(createHash('sha256').update(secret).digest());
    expect(row['user_agent']).toBe('x'.repeat(256));
  });

  async function emailOf(answer: Answer): Promise<string> {
    const me = await auth.get('/v1/me', { authorization: `Bearer ${answer.json['accessToken']}` });
    return (me.json['user'] as unknown as { email: string }).email;
  }
});
