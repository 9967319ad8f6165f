import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createHmac, randomUUID } from 'node:crypto';
import { CompactEncrypt, SignJWT, exportJWK, generateKeyPair, type JWTPayload } from 'jose';
import { createTokenVerifier, type TokenVerifier } from './access-token.ts';
import { AppError } from './app-error.ts';
import { startTestIssuer, type TestIssuer } from './testing/test-issuer.ts';

const issuer = 'https://example.test';
const user = '019a0000-0000-7000-8000-000000000001';
let keys: TestIssuer;
let verifier: TokenVerifier;

beforeEach(async () => {
  keys = await startTestIssuer(issuer);
  verifier = createTokenVerifier({ authUrl: keys.url, issuer });
});
afterEach(() => keys.close());

const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const now = () => Math.floor(Date.now() / 1_000);
const claims = () => ({
  iss: issuer, aud: 'goalixa', sub: user, sid: randomUUID(), iat: now(), exp: now() + 900, jti: randomUUID(),
}); // prettier-ignore

async function codeOf(token: string): Promise<string> {
  try {
    await verifier.verify(token);
    return 'accepted';
  } catch (error) {
    return error instanceof AppError ? error.kind.code : String(error);
  }
}

function hmacToken(key: Buffer | string): string {
  const text = `${base64({ alg: 'HS256', typ: 'at+jwt', kid: 'test' })}.${base64(claims())}`;
  return `${text}.${createHmac('sha256', key).update(text).digest('base64url')}`;
}

describe('the verifier of access tokens', () => {
  it.each(['none', 'None', 'nOnE'])('J1: refuses alg %s', async (alg) => {
    expect(await codeOf(`${base64({ alg, typ: 'at+jwt', kid: 'test' })}.${base64(claims())}.`)).toBe(
      'token_invalid',
    );
  });

  it('J2, J3: refuses an HMAC keyed by our public key or by nothing', async () => {
    const jwks = await (await fetch(`${keys.url}/.well-known/jwks.json`)).text();
    expect(await codeOf(hmacToken(jwks))).toBe('token_invalid');
    expect(await codeOf(hmacToken(''))).toBe('token_invalid');
  });

  it('J4: refuses a valid signature of another algorithm', async () => {
    const { privateKey } = await generateKeyPair('ES256');
    const token = await new SignJWT(claims())
      .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: 'test' })
      .sign(privateKey);
    expect(await codeOf(token)).toBe('token_invalid');
  });

  it('J5, J6: trusts no key that the token brings or names, and asks nobody for one', async () => {
    const { privateKey, publicKey } = await generateKeyPair('EdDSA', { extractable: true });
    const header = {
      alg: 'EdDSA',
      typ: 'at+jwt',
      kid: 'test',
      jwk: await exportJWK(publicKey),
      jku: 'http://127.0.0.1:9/',
    };
    expect(await codeOf(await new SignJWT(claims()).setProtectedHeader(header).sign(privateKey))).toBe(
      'token_invalid',
    );
  });

  it('J7: 1,000 unknown key ids cost one fetch', async () => {
    const tokens = await Promise.all(
      Array.from({ length: 1_000 }, (_, i) => keys.sign(user, {}, { kid: `k${i}` })),
    );
    const codes = await Promise.all(tokens.map(codeOf));
    expect(new Set(codes)).toEqual(new Set(['token_invalid']));
    expect(keys.fetches()).toBe(1);
  });

  it.each([
    ['J8: exp is missing', { exp: undefined }],
    ['J8: exp is a string', { exp: String(now() + 900) as unknown as number }],
    ['J8: exp is in milliseconds', { exp: (now() + 900) * 1_000 }],
    ['J8: nbf lies ahead', { nbf: now() + 60 }],
    ['J8: iat lies ahead', { iat: now() + 60, exp: now() + 960 }],
    ['J8: exp is past by more than the skew', { exp: now() - 6 }],
    ['J9: another issuer', { iss: 'https://staging.example.test' }],
    ['J9: another audience', { aud: 'other' }],
    ['sub is no user id', { sub: 'admin' }],
  ])('refuses a token when %s', async (_name, claim) => {
    expect(await codeOf(await keys.sign(user, claim as JWTPayload))).toBe('token_invalid');
  });

  it.each(['JWT', 'rt+jwt', 'email+jwt'])('J10: refuses typ %s', async (typ) => {
    expect(await codeOf(await keys.sign(user, {}, { typ }))).toBe('token_invalid');
  });

  it('J11: refuses flipped bits, other numbers of segments, padding and white space, also once the token is cached', async () => {
    const token = await keys.sign(user);
    expect(await codeOf(token)).toBe('accepted');
    const [head = '', body = '', signature = ''] = token.split('.');
    const flipped = (signature.startsWith('A') ? 'B' : 'A') + signature.slice(1);
    const bad = [
      `${head}.${body}.${flipped}`,
      `${head}.${body}`,
      `${token}.x`,
      `${token}=`,
      ` ${token}`,
      `${token}\n`,
    ];
    // 64 bytes leave 4 spare bits in the last character, which decoders ignore.
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    bad.push(token.slice(0, -1) + alphabet.charAt(alphabet.indexOf(token.slice(-1)) + 1));
    for (const each of bad) expect(await codeOf(each)).toBe('token_invalid');
  });

  it('J12: refuses an encrypted token at once', async () => {
    const jwe = await new CompactEncrypt(Buffer.from('{}'))
      .setProtectedHeader({ alg: 'PBES2-HS256+A128KW', enc: 'A128GCM', p2c: 2_000 })
      .encrypt(Buffer.from('x'));
    expect(await codeOf(jwe)).toBe('token_invalid');
  });

  it('says 503, not 401, while the keys cannot be fetched', async () => {
    const token = await keys.sign(user);
    await keys.close();
    expect(await codeOf(token)).toBe('dependency_unavailable');
    keys = await startTestIssuer(issuer);
  });

  it('accepts a token it has not seen while Auth is down, by keys that are due for another fetch', async () => {
    verifier = createTokenVerifier({ authUrl: keys.url, issuer, keysMaxAgeMs: 0 });
    const [first, second] = [await keys.sign(user), await keys.sign(user)];
    expect(await codeOf(first)).toBe('accepted');
    await keys.close();
    expect(await codeOf(second)).toBe('accepted');
    keys = await startTestIssuer(issuer);
  });

  it('goes on with a known token while Auth is down, until the token expires', async () => {
    let at = Date.now();
    verifier = createTokenVerifier({ authUrl: keys.url, issuer, now: () => at });
    const token = await keys.sign(user);
    expect((await verifier.verify(token)).userId).toBe(user);
    await keys.close();
    expect(await codeOf(token)).toBe('accepted');
    at += 904_000; // within the skew, as a token that is seen for the first time
    expect(await codeOf(token)).toBe('accepted');
    at += 2_000;
    expect(await codeOf(token)).toBe('token_invalid');
    keys = await startTestIssuer(issuer);
  });
});
