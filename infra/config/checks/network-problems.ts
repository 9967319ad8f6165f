import type { Problem } from '../config-problems.ts';
import { holds, type Ipv4Range, ipv4Range, overlap, rangeText } from '../ipv4-range.ts';
import type { Check } from './check.ts';
import { clusterRanges } from './cluster-ranges.ts';

/** RFC 1918. */
const privateRanges = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'];

/** The servers' private network: private, written from its first address, and apart from the cluster's own. */
export const networkProblems: Check = ({ hosts }) => {
  if (hosts?.driver !== 'hetzner' || hosts.network === undefined) return [];
  const network = ipv4Range(hosts.network);
  const messages = [...misplaced(network), ...startProblem(hosts.network)];
  return messages.map((message) => ({ path: ['hosts', 'network'], message }));
};

/** `10.0.1.0/16` means `10.0.0.0/16`, but the provider refuses it. */
export const startProblem = (range: string): readonly Problem['message'][] =>
  rangeText(ipv4Range(range)) === range
    ? []
    : [`does not start at the first address of its range; did you mean "${rangeText(ipv4Range(range))}"?`];

function misplaced(network: Ipv4Range): readonly Problem['message'][] {
  if (!privateRanges.some((range) => holds(ipv4Range(range), network)))
    return [`is not a private range; use one in ${privateRanges.join(', ')}`];
  const taken = clusterRanges.filter(({ range }) => overlap(ipv4Range(range), network));
  return taken.map(
    ({ of, range }) => `overlaps ${range}, the range of the ${of}; use one such as "10.0.0.0/16"`,
  );
}
