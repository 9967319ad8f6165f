import { createPublicKey } from 'node:crypto';
import { ed25519Key } from '../secrets/ed25519-key.ts';

export interface SshKeyPair {
  /** OpenSSH's own format, without a passphrase; ends with a line break. */
  readonly privateKey: string;
  /** `ssh-ed25519 AAAA...`, without a comment. */
  readonly publicKey: string;
}

const algorithm = 'ssh-ed25519';

/**
 * The Ed25519 key pair of a seed, as SSH writes it; the same seed gives the same text.
 * @param seed base64url of 32 bytes
 */
export function sshKeyPair(seed: string): SshKeyPair {
  const point = publicPoint(seed);
  const publicKey = Buffer.concat([field(algorithm), field(point)]);
  const secret = paddedTo8(privateSection(Buffer.from(seed, 'base64url'), point));
  const file = Buffer.concat([
    Buffer.from('openssh-key-v1\0'),
    // No cipher, no key derivation and no options of one; one key.
    field('none'),
    field('none'),
    field(''),
    number(1),
    field(publicKey),
    field(secret),
  ]);
  return { privateKey: armoured(file), publicKey: `${algorithm} ${publicKey.toString('base64')}` };
}

/** 32 bytes, the last ones of the key's own format. */
const publicPoint = (seed: string): Buffer =>
  createPublicKey(ed25519Key(seed)).export({ format: 'der', type: 'spki' }).subarray(-32);

function privateSection(seed: Buffer, point: Buffer): Buffer {
  // Twice the same number shows that a decryption went well; OpenSSH draws one, any will do.
  const check = point.subarray(0, 4);
  const key = [field(algorithm), field(point), field(Buffer.concat([seed, point]))];
  return Buffer.concat([check, check, ...key, field('')]);
}

/** Filled with 1, 2, 3, ... */
function paddedTo8(bytes: Buffer): Buffer {
  const missing = (8 - (bytes.length % 8)) % 8;
  return Buffer.concat([bytes, Buffer.from(Array.from({ length: missing }, (_, index) => index + 1))]);
}

/** RFC 4251, section 5: a length of 4 bytes, then the bytes. */
const field = (value: string | Buffer): Buffer => {
  const bytes = Buffer.from(value);
  return Buffer.concat([number(bytes.length), bytes]);
};

function number(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

const armoured = (bytes: Buffer): string =>
  [
    '-----BEGIN OPENSSH PRIVATE KEY-----',
    ...(bytes.toString('base64').match(/.{1,70}/g) ?? []),
    '-----END OPENSSH PRIVATE KEY-----',
    '',
  ].join('\n');
