import type { RequestHandler, Response } from 'express';
import {
  createLocalJWKSet,
  createRemoteJWKSet,
  errors,
  jwtVerify,
  type JWTPayload,
  type JWTVerifyGetKey,
} from 'jose';
import { LRUCache } from 'lru-cache';
import { AppError } from './app-error.ts';
import { kitErrors } from './kit-errors.ts';

/** What an access token says. */
export interface Claims {
  readonly userId: string;
  /** The refresh family, `sid`. */
  readonly familyId: string;
  /** Epoch seconds. */
  readonly expiresAt: number;
  readonly zoneInfo?: string;
  readonly locale?: string;
}

export interface TokenVerifier {
  /** @throws AppError `token_invalid` (401), or `dependency_unavailable` (503) while Auth's keys cannot be had */
  verify(token: string): Promise<Claims>;
}

export type TokenVerifierOptions = {
  /** `iss`, our PUBLIC_URL. */
  readonly issuer: string;
  /** The clock, epoch milliseconds. */
  readonly now?: () => number;
} & (
  | {
      /** Auth's base URL; its keys are at `/.well-known/jwks.json`. */
      readonly authUrl: string;
      /** After it the keys are fetched again. @default 600_000 */
      readonly keysMaxAgeMs?: number;
    }
  | {
      /** The keys themselves, for Auth, which need not fetch them. */
      readonly keys: JWTVerifyGetKey;
    }
);

const audience = 'goalixa';
const skewSeconds = 5;
const cacheSize = 10_000;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Verifies access tokens (EdDSA, `typ: at+jwt`) by Auth's published keys: fetched at most once in 30 s, again
 * after 10 minutes. Verified tokens are cached by the *whole* token, as a part can be shared by a forged one.
 */
export function createTokenVerifier(options: TokenVerifierOptions): TokenVerifier {
  const { issuer, now = Date.now } = options;
  const keys =
    'keys' in options ? options.keys : remoteKeys(options.authUrl, options.keysMaxAgeMs ?? 600_000);
  const verified = new LRUCache<string, Claims>({ max: cacheSize });
  return {
    async verify(token) {
      const known = verified.get(token);
      if (known) {
        if ((known.expiresAt + skewSeconds) * 1_000 > now()) return known;
        verified.delete(token);
        throw new AppError(kitErrors.token_invalid);
      }
      const claims = await verifyFresh(token, keys, issuer, new Date(now()));
      verified.set(token, claims);
      return claims;
    },
  };
}

/** Auth's keys. While Auth does not answer, those of the last time still count: its tokens outlive its absence. */
function remoteKeys(authUrl: string, cacheMaxAge: number): JWTVerifyGetKey {
  const remote = createRemoteJWKSet(new URL(`${authUrl}/.well-known/jwks.json`), {
    cooldownDuration: 30_000,
    cacheMaxAge,
    timeoutDuration: 1_500,
  });
  return async (header, token) => {
    try {
      return await remote(header, token);
    } catch (error) {
      const lastKnown = remote.jwks();
      if (!lastKnown || !isKeysUnavailable(error)) throw error;
      return createLocalJWKSet(lastKnown)(header, token);
    }
  };
}

async function verifyFresh(
  token: string,
  keys: JWTVerifyGetKey,
  issuer: string,
  currentDate: Date,
): Promise<Claims> {
  if (!isWellFormed(token)) throw new AppError(kitErrors.token_invalid);
  try {
    const { payload } = await jwtVerify(token, keys, {
      algorithms: ['EdDSA'],
      typ: 'at+jwt',
      issuer,
      audience,
      currentDate,
      clockTolerance: skewSeconds,
      requiredClaims: ['sub', 'sid', 'iat', 'exp', 'jti'],
    });
    return claimsOf(payload, currentDate);
  } catch (error) {
    if (isKeysUnavailable(error)) throw new AppError(kitErrors.dependency_unavailable, { cause: error });
    throw new AppError(kitErrors.token_invalid, { cause: error });
  }
}

/** Three segments in the only base64url spelling of their bytes: decoders also take padding, spaces and spare bits. */
function isWellFormed(token: string): boolean {
  const segments = token.split('.');
  return (
    segments.length === 3 &&
    segments.every((s) => s !== '' && Buffer.from(s, 'base64url').toString('base64url') === s)
  );
}

function claimsOf(payload: JWTPayload, currentDate: Date): Claims {
  const { sub, sid, iat, exp, zoneinfo, locale } = payload;
  if (typeof sub !== 'string' || !uuid.test(sub) || typeof sid !== 'string') throw new Error('sub or sid');
  if (typeof exp !== 'number' || typeof iat !== 'number') throw new Error('exp or iat');
  if (iat > currentDate.getTime() / 1_000 + skewSeconds) throw new Error('iat lies in the future');
  // Milliseconds where seconds belong would give a token that lives for ever.
  if (exp - iat > 86_400) throw new Error('exp is too far');
  return {
    userId: sub,
    familyId: sid,
    expiresAt: exp,
    ...(typeof zoneinfo === 'string' ? { zoneInfo: zoneinfo } : {}),
    ...(typeof locale === 'string' ? { locale } : {}),
  };
}

/** The keys could not be fetched, as against a token that they refuse. */
function isKeysUnavailable(error: unknown): boolean {
  if (error instanceof errors.JWKSTimeout || error instanceof errors.JWKSInvalid) return true;
  if (error instanceof TypeError) return true; // fetch failed
  return error instanceof errors.JOSEError && error.code === 'ERR_JOSE_GENERIC';
}

const bearer = /^Bearer ([\w.~+/-]+=*)$/i;

/** Takes the caller from `Authorization: Bearer …`; without a valid token nothing behind it runs. */
export function authenticate(verifier: TokenVerifier): RequestHandler {
  return async (req, res, next) => {
    const token = bearer.exec(req.headers.authorization ?? '')?.[1];
    if (!token) throw new AppError(kitErrors.token_invalid, { headers: { 'WWW-Authenticate': 'Bearer' } });
    res.locals['caller'] = await verifier.verify(token);
    next();
  };
}

/** Who calls; only behind `authenticate`. */
export function callerOf(res: Response): Claims {
  const caller = res.locals['caller'] as Claims | undefined;
  if (!caller) throw new AppError(kitErrors.token_invalid);
  return caller;
}
