// RFC 8410: what stands before the 32 bytes of an Ed25519 key in PKCS#8.
const pkcs8Prefix = Buffer.from('302e020100300506032b657004220420', 'hex');

/** An Ed25519 private key as PKCS#8 PEM. @param seed base64url of 32 bytes */
export function ed25519Key(seed: string): string {
  const der = Buffer.concat([pkcs8Prefix, Buffer.from(seed, 'base64url')]);
  return `-----BEGIN PRIVATE KEY-----\n${der.toString('base64')}\n-----END PRIVATE KEY-----\n`;
}
