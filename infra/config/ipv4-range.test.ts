import { describe, expect, it } from '@jest/globals';
import { holds, ipv4Range, overlap, rangeText } from './ipv4-range.ts';

describe('ipv4Range', () => {
  it.each([
    ['0.0.0.0/0', 0, 2 ** 32 - 1],
    ['255.255.255.255', 2 ** 32 - 1, 2 ** 32 - 1],
    ['10.0.1.7/16', 10 * 2 ** 24, 10 * 2 ** 24 + 65_535],
    ['203.0.113.7/32', 3_405_803_783, 3_405_803_783],
  ])('reads %s', (cidr, first, last) => {
    expect(ipv4Range(cidr)).toMatchObject({ first, last });
  });

  it('writes a range from its first address', () => {
    expect(rangeText(ipv4Range('203.0.113.7/24'))).toBe('203.0.113.0/24');
  });

  it.each([
    ['10.0.0.0/16', '10.0.255.255', true, true],
    ['10.0.0.0/16', '10.1.0.0', false, false],
    ['10.42.0.0/16', '10.0.0.0/8', false, true],
    ['192.168.0.0/17', '192.168.128.0/17', false, false],
  ])('of %s: %s is in it %s, shares addresses %s', (outer, inner, isInside, isShared) => {
    expect(holds(ipv4Range(outer), ipv4Range(inner))).toBe(isInside);
    expect(overlap(ipv4Range(outer), ipv4Range(inner))).toBe(isShared);
    expect(overlap(ipv4Range(inner), ipv4Range(outer))).toBe(isShared);
  });
});
