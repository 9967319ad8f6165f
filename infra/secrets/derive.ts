import { hkdfSync } from 'node:crypto';

/** 256 bits of `goalixa:rootSecret<n>`. */
const rootPattern = /^[A-Za-z0-9_-]{43}$/;

/**
 * 32 bytes, as base64url, that nobody can tell without the root: HKDF-SHA256 (RFC 5869) without salt, info
 * `goalixa/<label>/<generation>`. The same input gives the same bytes, on every machine and for ever.
 * @param root base64url of 32 random bytes
 * @throws Error that says what a root is, never what was given
 */
export function derive(root: string, label: string, generation: number): string {
  if (!rootPattern.test(root))
    throw new Error('A root secret is 32 random bytes as base64url, 43 letters: "stack new" makes one.');
  const info = `goalixa/${label}/${generation}`;
  return Buffer.from(hkdfSync('sha256', Buffer.from(root, 'base64url'), '', info, 32)).toString('base64url');
}
