import { describe, expect, it } from '@jest/globals';
import { adminCidrs } from './admin-cidrs.ts';

const isTaken = (...ranges: string[]): boolean => adminCidrs.safeParse(ranges).success;

/** The world, in ranges of `bits`. */
const worldOf = (bits: number): string[] =>
  Array.from({ length: 2 ** bits }, (_, index) => {
    const first = index * 2 ** (32 - bits);
    return `${Math.floor(first / 2 ** 24)}.${Math.floor(first / 2 ** 16) % 256}.0.0/${bits}`;
  });

describe('adminCidrs', () => {
  it.each([8, 9, 12])('refuses the world in ranges of /%s', (bits) => {
    expect(isTaken(...worldOf(bits))).toBe(false);
    expect(isTaken(...worldOf(bits).filter((range) => !/^(0|10|127|169|2[2-5]\d)\./.test(range)))).toBe(
      false,
    );
  });

  it.each(['0.0.0.0/8', '127.0.0.1/32', '169.254.1.1/32', '224.0.0.1/32', '255.255.255.255/32'])(
    'refuses %s, where nobody comes from',
    (range) => {
      expect(isTaken(range)).toBe(false);
    },
  );

  it.each(['10.42.0.0/16', '10.42.7.0/24', '10.43.0.1/32'])('refuses %s, a range of the cluster', (range) => {
    expect(isTaken(range)).toBe(false);
  });

  it.each([
    ['203.0.113.7/32', '203.0.113.7/32'],
    ['203.0.113.7'],
    ['203.0.113.7/032'],
    ['01.2.3.4/32'],
    ['2001:db8::/32'],
    [''],
  ])('refuses %j %j', (...ranges) => {
    expect(isTaken(...ranges)).toBe(false);
  });

  it.each([['203.0.113.7/32'], ['10.0.0.0/8', '203.0.113.0/24'], ['10.0.0.0/8', '11.0.0.0/8', '12.0.0.0/8']])(
    'takes %j %j',
    (...ranges) => {
      expect(isTaken(...ranges)).toBe(true);
    },
  );
});
