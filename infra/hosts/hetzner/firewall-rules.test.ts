import { describe, expect, it } from '@jest/globals';
import { firewallRules } from './firewall-rules.ts';

const admins = ['203.0.113.7/32', '198.51.100.0/24'];

describe('firewallRules', () => {
  it('opens SSH and the API server to administrators only', () => {
    const ports = firewallRules(admins).filter(({ port }) => port !== undefined);
    expect(ports.map(({ port, sourceIps }) => [port, sourceIps])).toEqual([
      ['22', admins],
      ['6443', admins],
    ]);
  });

  it('lets the world in by nothing but ping', () => {
    const open = firewallRules(admins).filter(({ sourceIps }) => sourceIps.some((ip) => ip.endsWith('/0')));
    expect(open.map(({ protocol }) => protocol)).toEqual(['icmp']);
  });

  it('has no outgoing rule: with one, all other outgoing traffic would be dropped', () => {
    expect(firewallRules(admins).every(({ direction }) => direction === 'in')).toBe(true);
  });
});
