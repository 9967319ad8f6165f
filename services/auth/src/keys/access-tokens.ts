import { SignJWT } from 'jose';
import { v4 as uuidv4 } from 'uuid';
import type { SigningKeys } from './signing-keys.ts';

/** Whom a token is for. */
export interface AccessTokenSubject {
  readonly userId: string;
  readonly familyId: string;
  readonly timeZone: string;
  readonly locale: string | null;
}

/** A signed token and its end, ISO 8601 UTC. */
export interface AccessToken {
  readonly token: string;
  readonly expiresAt: string;
}

/** Lifetime in seconds. */
export const accessTokenLifetime = 900;

/** Signs access tokens: EdDSA, `typ: at+jwt`, audience `goalixa`. */
export class AccessTokens {
  readonly #keys: SigningKeys;
  readonly #issuer: string;

  /** @param issuer the public URL */
  constructor(keys: SigningKeys, issuer: string) {
    this.#keys = keys;
    this.#issuer = issuer;
  }

  /** @param now epoch milliseconds */
  async issue({ userId, familyId, timeZone, locale }: AccessTokenSubject, now: number): Promise<AccessToken> {
    const { kid, privateKey } = await this.#keys.signer();
    const issuedAt = Math.floor(now / 1000);
    const expiresAt = issuedAt + accessTokenLifetime;
    const token = await new SignJWT({
      sid: familyId,
      zoneinfo: timeZone,
      ...(locale === null ? {} : { locale }),
    })
      .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', kid })
      .setIssuer(this.#issuer)
      .setAudience('goalixa')
      .setSubject(userId)
      .setIssuedAt(issuedAt)
      .setExpirationTime(expiresAt)
      .setJti(uuidv4())
      .sign(privateKey);
    return { token, expiresAt: new Date(expiresAt * 1000).toISOString() };
  }
}
