import { createHash, createHmac, randomBytes } from 'node:crypto';

/** What a caller presents: claims until the secret has been compared. */
export interface RefreshToken {
  readonly familyId: string;
  readonly generation: number;
  readonly secret: Buffer;
}

// 32 bytes are 43 characters of base64url. Anything longer is refused before it is looked at.
const shape = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.(0|[1-9]\d{0,8})\.([\w-]{43})$/;
const longest = 100;

/** `<familyId>.<generation>.<secret in base64url>`: opaque to everybody but this service. */
export function formatRefreshToken({ familyId, generation, secret }: RefreshToken): string {
  return `${familyId}.${generation}.${secret.toString('base64url')}`;
}

/** @returns the parts, or `null` when the text is no refresh token */
export function parseRefreshToken(text: string): RefreshToken | null {
  const match = text.length <= longest ? shape.exec(text) : null;
  const [, familyId, generation, secret] = match ?? [];
  if (familyId === undefined || generation === undefined || secret === undefined) return null;
  const bytes = Buffer.from(secret, 'base64url');
  // The last character carries two bits that mean nothing: accept one spelling only.
  return bytes.toString('base64url') === secret
    ? { familyId, generation: Number(generation), secret: bytes }
    : null;
}

/** A fresh secret of generation 0: 256 random bits. */
export function newRefreshSecret(): Buffer {
  return randomBytes(32);
}

/** SHA-256 of a secret: the only form in which secrets are stored. */
export function hashOfSecret(secret: Buffer): Buffer {
  return createHash('sha256').update(secret).digest();
}

/**
 * The token that follows `token`. Deterministic, so whoever holds a token can be handed the same
 * successor again although only hashes are stored.
 * @param key the family's key K, 32 bytes
 */
export function successorOf(token: RefreshToken, key: Buffer): RefreshToken {
  const generation = token.generation + 1;
  const secret = createHmac('sha256', key)
    .update(`${token.familyId}.${generation}.`)
    .update(token.secret)
    .digest();
  return { familyId: token.familyId, generation, secret };
}
