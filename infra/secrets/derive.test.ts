import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { derive } from './derive.ts';

const rootOf = (byte: number): string => Buffer.alloc(32, byte).toString('base64url');

/** HKDF-SHA256 of RFC 5869, by hand: one block is enough for 32 bytes. */
function byHand(root: string, info: string): string {
  const key = createHmac('sha256', Buffer.alloc(32)).update(Buffer.from(root, 'base64url')).digest();
  return createHmac('sha256', key).update(`${info}\u0001`).digest('base64url');
}

describe('derive', () => {
  it.each(['', 'short', `${rootOf(1)}=`, rootOf(1).replace(/.$/, '+'), `${rootOf(1)}A`])(
    'refuses the root %p, and does not print it',
    (root) => {
      const message = 'A root secret is 32 random bytes as base64url, 43 letters: "stack new" makes one.';
      expect(() => derive(root, 'auth/kek', 1)).toThrow(new Error(message));
    },
  );

  it('is HKDF-SHA256 without salt over the label and the generation', () => {
    expect(derive(rootOf(7), 'auth/kek', 3)).toBe(byHand(rootOf(7), 'goalixa/auth/kek/3'));
  });

  it('gives the same bytes for ever', () => {
    expect(derive(rootOf(7), 'auth/kek', 1)).toBe('UnSaMlPjf-YI7xVbVE1nn7yvGV_Y_CVDtkj-_VXeVaM');
  });

  it('gives other bytes for any other root, label or generation', () => {
    const input = fc.record({
      root: fc.nat({ max: 255 }).map(rootOf),
      label: fc.stringMatching(/^[a-z]{1,4}\/[a-z]{1,4}$/),
      generation: fc.integer({ min: 1, max: 99 }),
    });
    fc.assert(
      fc.property(input, input, (one, other) => {
        const isSame = JSON.stringify(one) === JSON.stringify(other);
        const [a, b] = [one, other].map(({ generation, label, root }) => derive(root, label, generation));
        expect(a === b).toBe(isSame);
      }),
    );
  });
});
