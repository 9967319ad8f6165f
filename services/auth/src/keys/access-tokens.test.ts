import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { createTokenVerifier } from '@goalixa/kit/access-token.ts';
import { signIn, signUp, testPassword } from '../testing/sign-in.ts';
import { startTestAuth, testPublicUrl } from '../testing/start-test-auth.ts';
import type { TestAuth } from '../testing/start-test-auth.ts';

describe('access tokens, over HTTP', () => {
  let auth: TestAuth;
  beforeAll(async () => (auth = await startTestAuth()));
  afterAll(() => auth.close());

  it('J1: are signed by EdDSA, as access tokens, with a published key', async () => {
    const { json } = await signIn(auth);
    const jwks = (await auth.get('/.well-known/jwks.json')).json['keys'] as unknown as { kid: string }[];
    expect(decodeProtectedHeader(json['accessToken']!)).toEqual({
      alg: 'EdDSA',
      typ: 'at+jwt',
      kid: jwks[0]?.kid,
    });
  });

  it('J8: say who, which session, for 900 s, from whom, for whom, where', async () => {
    const { json } = await signIn(auth);
    const iat = Math.floor(auth.clock.now / 1_000);
    expect(decodeJwt(json['accessToken']!)).toEqual({
      iss: testPublicUrl,
      aud: 'goalixa',
      sub: (json['user'] as unknown as { id: string }).id,
      sid: json['refreshToken']!.split('.')[0],
      iat,
      exp: iat + 900,
      jti: expect.stringMatching(/^[0-9a-f-]{36}$/),
      zoneinfo: 'Europe/Berlin',
      locale: 'de-AT',
    });
    expect(json['expiresAt']).toBe(new Date((iat + 900) * 1_000).toISOString());
  });

  it('leave the locale out when there is none', async () => {
    const email = 'plain@example.com';
    await auth.post('/v1/register', { email, password: testPassword, timeZone: 'UTC' });
    const claims = decodeJwt((await signIn(auth, email)).json['accessToken']!);
    expect(claims).toMatchObject({ zoneinfo: 'UTC' });
    expect(claims).not.toHaveProperty('locale');
  });

  it('differ each time, so that a repeated refresh has a jti of its own', async () => {
    const email = await signUp(auth);
    const tokens = [await signIn(auth, email), await signIn(auth, email)].map(
      ({ json }) => json['accessToken']!,
    );
    expect(new Set(tokens.map((token) => decodeJwt(token).jti)).size).toBe(2);
  });

  it('are accepted by the verifier that every service uses, and refused for another issuer', async () => {
    const { json } = await signIn(auth);
    const verifier = createTokenVerifier({ authUrl: auth.url, issuer: testPublicUrl });
    expect(await verifier.verify(json['accessToken']!)).toMatchObject({
      userId: (json['user'] as unknown as { id: string }).id,
      zoneInfo: 'Europe/Berlin',
    });
    const other = createTokenVerifier({ authUrl: auth.url, issuer: 'http://other.test' });
    await expect(other.verify(json['accessToken']!)).rejects.toMatchObject({
      kind: { code: 'token_invalid' },
    });
  });

  it('are verified by keys that caches may keep for five minutes', async () => {
    const answer = await auth.get('/.well-known/jwks.json');
    expect(answer.headers.get('cache-control')).toBe('public, max-age=300');
    const [key] = answer.json['keys'] as unknown as object[];
    expect(Object.keys(key!).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x']);
  });
});
