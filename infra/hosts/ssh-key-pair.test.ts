import { spawnSync } from 'node:child_process';
import { createPublicKey } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { ed25519Key } from '../secrets/ed25519-key.ts';
import { sshKeyPair } from './ssh-key-pair.ts';

const seeds = [0, 1, 127, 255].map((byte) => Buffer.alloc(32, byte).toString('base64url'));
const hasKeygen = spawnSync('ssh-keygen', ['-?']).error === undefined;

/** What OpenSSH itself says of a private key. */
function keygen(privateKey: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'goalixa-ssh-key-'));
  const file = join(folder, 'key');
  writeFileSync(file, privateKey, { mode: 0o600 });
  const { stderr, stdout } = spawnSync('ssh-keygen', ['-y', '-P', '', '-f', file], { encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  return (stdout || stderr).trim();
}

describe('sshKeyPair', () => {
  it('has the public key of RFC 8032, section 7.1, test 1', () => {
    const seed = Buffer.from('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60', 'hex');
    const blob = sshKeyPair(seed.toString('base64url')).publicKey.replace('ssh-ed25519 ', '');
    expect(Buffer.from(blob, 'base64').toString('hex')).toBe(
      '0000000b7373682d65643235353139' +
        '00000020d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
    );
  });

  it.each(seeds)('has the public key that node:crypto computes (%s)', (seed) => {
    const { x } = createPublicKey(ed25519Key(seed)).export({ format: 'jwk' });
    const blob = Buffer.from(sshKeyPair(seed).publicKey.split(' ')[1] ?? '', 'base64');
    expect(blob.subarray(-32).toString('base64url')).toBe(x);
  });

  (hasKeygen ? it : it.skip).each(seeds)('is read by OpenSSH (needs ssh-keygen) (%s)', (seed) => {
    const { privateKey, publicKey } = sshKeyPair(seed);
    expect(keygen(privateKey)).toBe(publicKey);
  });

  it('gives the same bytes for the same seed, others for another', () => {
    expect(sshKeyPair(seeds[0]!)).toEqual(sshKeyPair(seeds[0]!));
    expect(new Set(seeds.map((seed) => sshKeyPair(seed).privateKey)).size).toBe(seeds.length);
  });
});
