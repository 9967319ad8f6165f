import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { plainText } from '../../fixtures/plain-text.ts';
import { SecretBook } from '../../secrets/secret-book.ts';
import { hostKeyLabel } from '../../secrets/secret-labels.ts';
import { sshKeyPair } from '../ssh-key-pair.ts';
import { hostKeyOf } from './host-key.ts';

const publicKeyOf = (machine: string, book = new SecretBook({})): string =>
  plainText(hostKeyOf(book, machine).publicKey);

describe('hostKeyOf', () => {
  it('gives no two machines one key', () => {
    expect(publicKeyOf('goalixa-1')).not.toBe(publicKeyOf('goalixa-2'));
  });

  it('rotates the key of one machine without touching another', () => {
    const rotated = new SecretBook({ [hostKeyLabel('goalixa-1')]: { root: 2, generation: 2 } });
    expect(publicKeyOf('goalixa-1', rotated)).not.toBe(publicKeyOf('goalixa-1'));
    expect(publicKeyOf('goalixa-2', rotated)).toBe(publicKeyOf('goalixa-2'));
  });

  it('brings the machine the key that connections check, and no other', () => {
    const text = plainText(hostKeyOf(new SecretBook({}), 'goalixa-1').userData);
    const pair = sshKeyPair(plainText(new SecretBook({}).current(hostKeyLabel('goalixa-1'))));
    expect(text).toMatch(/^#cloud-config\n/);
    expect(parse(text)).toEqual({
      disable_root: false,
      ssh_pwauth: false,
      ssh_deletekeys: true,
      ssh_keys: { ed25519_private: pair.privateKey, ed25519_public: publicKeyOf('goalixa-1') },
    });
  });

  it('stays far below the 32 KiB that the provider takes', () => {
    expect(plainText(hostKeyOf(new SecretBook({}), 'goalixa-1').userData).length).toBeLessThan(2000);
  });
});
