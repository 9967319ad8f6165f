import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Key } from '@goalixa/kit/keyring.ts';

/** What the browser keeps for us and cannot read. */
export interface StoredSession {
  readonly accessToken: string;
  readonly refreshToken: string;
  /** The refresh family, to refuse what is left of it after a logout. */
  readonly familyId: string;
  /** The pair came from a refresh: its first use is reported to Auth. */
  readonly rotated: boolean;
  /** End of the session whatever happens, epoch seconds. */
  readonly endsAt: number;
}

const cipher = 'aes-256-gcm';
const nonceLength = 12; // random: good for 2^32 cookies per key
const tagLength = 16;

/**
 * Encrypts a session: `<key id>.<base64url of nonce, ciphertext and tag>`.
 * @param name the cookie's name, bound to the value so that it opens under no other name
 */
export function sealSession(session: StoredSession, key: Key, name: string): string {
  const { accessToken, refreshToken, familyId, rotated, endsAt } = session;
  const plain = JSON.stringify([accessToken, refreshToken, familyId, rotated, endsAt]);
  const nonce = randomBytes(nonceLength);
  const sealing = createCipheriv(cipher, key.bytes, nonce).setAAD(aad(key.id, name));
  const parts = [nonce, sealing.update(plain, 'utf8'), sealing.final(), sealing.getAuthTag()];
  return `${key.id}.${Buffer.concat(parts).toString('base64url')}`;
}

/** @returns the session, or `null` for a value that was changed, cut, or sealed by a key that is gone */
export function openSession(value: string, keys: readonly Key[], name: string): StoredSession | null {
  const dot = value.lastIndexOf('.');
  const key = keys.find(({ id }) => id === value.slice(0, Math.max(dot, 0)));
  const sealed = Buffer.from(value.slice(dot + 1), 'base64url');
  if (!key || sealed.length <= nonceLength + tagLength) return null;
  const plain = decrypt(sealed, key, name);
  return plain === null ? null : sessionOf(JSON.parse(plain));
}

function decrypt(sealed: Buffer, key: Key, name: string): string | null {
  const end = sealed.length - tagLength;
  const opening = createDecipheriv(cipher, key.bytes, sealed.subarray(0, nonceLength))
    .setAAD(aad(key.id, name))
    .setAuthTag(sealed.subarray(end));
  const plain = opening.update(sealed.subarray(nonceLength, end), undefined, 'utf8');
  try {
    return plain + opening.final('utf8');
  } catch (error) {
    if (error instanceof Error) return null; // the tag does not fit
    throw error;
  }
}

/** The content is ours once the tag fits; only its shape may be that of another release. */
function sessionOf(content: unknown): StoredSession | null {
  if (!Array.isArray(content)) return null;
  const [accessToken, refreshToken, familyId, rotated, endsAt] = content as unknown[];
  if (typeof accessToken !== 'string' || typeof refreshToken !== 'string') return null;
  if (typeof familyId !== 'string' || typeof rotated !== 'boolean' || typeof endsAt !== 'number') return null;
  return { accessToken, refreshToken, familyId, rotated, endsAt };
}

const aad = (keyId: string, name: string): Buffer => Buffer.from(`${keyId}.${name}`);
