import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { seal, unseal } from './seal.ts';

const key = randomBytes(32);
const plain = Buffer.from('a private key');

describe('unseal', () => {
  it('refuses another key, another context and every flipped byte', () => {
    const sealed = seal(plain, key, 'kid');
    expect(() => unseal(sealed, randomBytes(32), 'kid')).toThrow();
    expect(() => unseal(sealed, key, 'other')).toThrow();
    for (let i = 0; i < sealed.length; i += 1) {
      const flipped = Buffer.from(sealed);
      flipped[i] = sealed[i]! ^ 1;
      expect(() => unseal(flipped, key, 'kid')).toThrow();
    }
  });

  it('opens what seal made, which never comes out the same twice', () => {
    const sealed = seal(plain, key, 'kid');
    expect(unseal(sealed, key, 'kid').equals(plain)).toBe(true);
    expect(seal(plain, key, 'kid').equals(sealed)).toBe(false);
    expect(sealed.includes(plain)).toBe(false);
  });
});
