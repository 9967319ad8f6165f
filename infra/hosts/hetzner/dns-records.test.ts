import { describe, expect, it } from '@jest/globals';
import { dnsRecords } from './dns-records.ts';

const addresses = { ipv4: '198.51.100.1', ipv6: '2001:db8::1' };
const namesOf = (host: string, isWildcard: boolean): string[] =>
  dnsRecords({ host, zone: 'goalixa.example', isWildcard }, addresses).map(
    ({ name, type }) => `${name} ${type}`,
  );

describe('dnsRecords', () => {
  it.each(['goalixa.test', 'evilgoalixa.example', 'example'])(
    'refuses %s, which is not in the zone',
    (host) => {
      expect(() => namesOf(host, false)).toThrow(
        `The host "${host}" of goalixa:publicUrl is not in the zone "goalixa.example" of goalixa:hosts.dnsZone.`,
      );
    },
  );

  it.each([
    ['goalixa.example', false, ['@ A', '@ AAAA']],
    ['goalixa.example', true, ['@ A', '@ AAAA', '* A', '* AAAA']],
    ['my.app.goalixa.example', false, ['my.app A', 'my.app AAAA']],
    ['app.goalixa.example', true, ['app A', 'app AAAA', '*.app A', '*.app AAAA']],
  ])('names %s within the zone (wildcard: %s)', (host, isWildcard, names) => {
    expect(namesOf(host, isWildcard)).toEqual(names);
  });

  it('leads to the addresses of the load balancer', () => {
    const records = dnsRecords({ host: 'a.b', zone: 'a.b', isWildcard: false }, addresses);
    expect(records.map(({ value }) => value)).toEqual(['198.51.100.1', '2001:db8::1']);
  });
});
