import type { ConfigDraft } from '../config-draft.ts';
import type { Problem } from '../config-problems.ts';
import { holds, ipv4Range, overlap } from '../ipv4-range.ts';
import type { Check } from './check.ts';
import { clusterRanges } from './cluster-ranges.ts';
import { listedHosts } from './listed-hosts.ts';
import { type Placed, twice } from './twice.ts';

/** Addresses that two hosts share, or that nobody can have. */
export const addressProblems: Check = (config) => {
  const places = placesOf(config);
  return [
    ...twice(places, 'every address belongs to one'),
    ...places.flatMap(({ path, value }) => {
      const message = value === undefined ? undefined : unusable(value, config);
      return message === undefined ? [] : [{ path, message }];
    }),
  ];
};

function placesOf(config: ConfigDraft): readonly Placed[] {
  const { hosts } = config;
  const balancer = hosts?.driver === 'hetzner' ? hosts.loadBalancer?.address : undefined;
  return [
    ...listedHosts(config).map(({ address, path }) => ({ path: [...path, 'address'], value: address })),
    { path: ['hosts', 'loadBalancer', 'address'], value: balancer },
  ];
}

function unusable(address: string, { hosts }: ConfigDraft): Problem['message'] | undefined {
  const own = ipv4Range(address);
  if (hosts?.driver === 'ssh') {
    const taken = clusterRanges.find(({ range }) => overlap(ipv4Range(range), own));
    return taken && `is in ${taken.range}, the range of the ${taken.of}; give the host another address`;
  }
  if (hosts?.driver !== 'hetzner' || hosts.network === undefined) return undefined;
  const network = ipv4Range(hosts.network);
  if (!holds(network, own)) return `is outside hosts.network, ${hosts.network}; use an address in it`;
  const reserved = [network.first, network.first + 1, network.last];
  return reserved.includes(own.first)
    ? 'is reserved by the provider, as the first two and the last of a network are; use another one'
    : undefined;
}
