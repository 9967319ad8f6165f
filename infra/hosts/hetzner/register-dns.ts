import type { LoadBalancer } from '@pulumi/hcloud/loadBalancer.js';
import { ZoneRrset } from '@pulumi/hcloud/zoneRrset.js';
import { dnsRecords } from './dns-records.ts';
import type { HetznerCloud } from './hetzner-cloud.ts';

/** Seconds that resolvers keep a record. */
const ttl = 300;

/** Records of the public host in a zone that is there already. @see dnsRecords */
export function registerDns(
  cloud: HetznerCloud,
  place: Parameters<typeof dnsRecords>[0],
  { ipv4, ipv6 }: LoadBalancer,
): void {
  for (const { name, type, value } of dnsRecords(place, { ipv4, ipv6 })) {
    const args = { zone: place.zone, name, type, ttl, records: [{ value }] };
    cloud.add(ZoneRrset, [name.replace('@', 'apex').replace('*', 'wildcard'), type], args);
  }
}
