/** A range of IPv4 addresses; numbers are the 32 bits of an address. */
export interface Ipv4Range {
  readonly first: number;
  readonly last: number;
  /** Bits of the prefix. */
  readonly bits: number;
}

/** The range that `10.0.0.0/16`, or any other address in it, names; one address is a range of its own. */
export function ipv4Range(cidr: string): Ipv4Range {
  const [address = '', prefix = '32'] = cidr.split('/');
  const bits = Number(prefix);
  const size = 2 ** (32 - bits);
  const first = Math.floor(numberOf(address) / size) * size;
  return { first, last: first + size - 1, bits };
}

/** Whether all of `inner` is in `outer`. */
export const holds = (outer: Ipv4Range, inner: Ipv4Range): boolean =>
  outer.first <= inner.first && inner.last <= outer.last;

/** Whether an address is in both. */
export const overlap = (one: Ipv4Range, other: Ipv4Range): boolean =>
  one.first <= other.last && other.first <= one.last;

/** `10.0.0.0/16`. */
export const rangeText = ({ bits, first }: Ipv4Range): string => `${addressText(first)}/${bits}`;

const numberOf = (address: string): number =>
  address.split('.').reduce((number, part) => number * 256 + Number(part), 0);

const addressText = (address: number): string =>
  [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join('.');
