import { randomUUID } from 'node:crypto';
import { SignJWT, exportJWK, generateKeyPair, type JWTPayload } from 'jose';
import { startApp } from './start-app.ts';

export interface TestIssuer {
  /** Stands for Auth: serves `/.well-known/jwks.json`. */
  readonly url: string;
  /** How often the keys were fetched. */
  readonly fetches: () => number;
  /** A valid access token of that user; `claims` and `header` override single members. */
  sign(userId: string, claims?: JWTPayload, header?: { typ?: string; kid?: string }): Promise<string>;
  close(): Promise<void>;
}

/** Auth's keys and tokens, for tests of the services behind it. */
export async function startTestIssuer(issuer: string): Promise<TestIssuer> {
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  const jwk = { ...(await exportJWK(publicKey)), kid: 'test', alg: 'EdDSA', use: 'sig' };
  let fetched = 0;
  const app = await startApp((_req, res) => {
    fetched++;
    res.setHeader('Content-Type', 'application/json');
    res.end(JSON.stringify({ keys: [jwk] }));
  });
  return {
    url: app.url,
    fetches: () => fetched,
    async sign(userId, claims = {}, header = {}) {
      const iat = Math.floor(Date.now() / 1_000);
      const base = {
        iss: issuer,
        aud: 'goalixa',
        sub: userId,
        sid: randomUUID(),
        iat,
        exp: iat + 900,
        jti: randomUUID(),
      };
      return new SignJWT({ ...base, ...claims })
        .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', kid: 'test', ...header })
        .sign(privateKey);
    },
    close: () => app.close(),
  };
}
