import { z } from 'zod';
import { holds, ipv4Range, overlap } from '../config/ipv4-range.ts';
import { clusterRanges } from '../config/checks/cluster-ranges.ts';

/** Ranges that may reach SSH and the API server; by the provider's firewall, or by one on the hosts. */
export const adminCidrs = z
  .array(z.cidrv4({ error: 'must be a range of IPv4 addresses such as "203.0.113.7/32"' }))
  .min(1)
  .check(({ issues, value }) => {
    const problemAt = (path: number[], message: string) =>
      void issues.push({ code: 'custom', input: value, path, message });
    for (const [index, range] of value.entries()) {
      const message = isCidr(range) ? unusable(range, value.slice(0, index)) : undefined;
      if (message !== undefined) problemAt([index], message);
    }
    if (addressesIn(value) > most)
      problemAt(
        [],
        `open SSH and the API server to ${addressesIn(value)} addresses; name the networks of your admins`,
      );
  });

/** RFC 6890: nobody sends from there to another machine. */
const nowhere = ['0.0.0.0/8', '127.0.0.0/8', '169.254.0.0/16', '224.0.0.0/3'];

/** Four ranges of the widest kind. */
const most = 4 * 2 ** 24;

function unusable(range: string, earlier: readonly string[]): string | undefined {
  const own = ipv4Range(range);
  if (isWorld(range)) return undefined;
  if (earlier.includes(range)) return 'stands twice; remove one of the two';
  if (nowhere.some((other) => overlap(ipv4Range(other), own)))
    return 'is a range that nobody comes from; name the networks of your admins';
  const inside = clusterRanges.find((other) => holds(ipv4Range(other.range), own));
  return inside && `is in ${inside.range}, the range of the ${inside.of}; name the networks of your admins`;
}

const addressesIn = (ranges: readonly string[]): number =>
  ranges
    .filter((range) => isCidr(range) && !isWorld(range))
    .reduce((sum, range) => sum + 2 ** (32 - ipv4Range(range).bits), 0);

/** One range of these is a problem of its own, `admin-range-problems.ts`. */
const isWorld = (range: string): boolean => ipv4Range(range).bits < 8;

const isCidr = (range: string): boolean => z.cidrv4().safeParse(range).success;
