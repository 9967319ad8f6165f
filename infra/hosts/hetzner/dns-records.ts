/** A record set of a zone. */
export interface DnsRecord<Value> {
  /** Within the zone: `@`, `staging`, `*`, `*.staging`. */
  readonly name: string;
  readonly type: 'A' | 'AAAA';
  readonly value: Value;
}

/**
 * Records that lead a host, and all hosts below it where a certificate covers those, to the load balancer.
 * @throws Error when the host is not in the zone
 */
export function dnsRecords<Value>(
  { host, isWildcard, zone }: { host: string; zone: string; isWildcard: boolean },
  addresses: { ipv4: Value; ipv6: Value },
): readonly DnsRecord<Value>[] {
  const own = nameIn(zone, host);
  const names = isWildcard ? [own, own === '@' ? '*' : `*.${own}`] : [own];
  return names.flatMap((name) => [
    { name, type: 'A', value: addresses.ipv4 },
    { name, type: 'AAAA', value: addresses.ipv6 },
  ]);
}

function nameIn(zone: string, host: string): string {
  if (host === zone) return '@';
  if (host.endsWith(`.${zone}`)) return host.slice(0, -zone.length - 1);
  throw new Error(
    `The host "${host}" of goalixa:publicUrl is not in the zone "${zone}" of goalixa:hosts.dnsZone.`,
  );
}
