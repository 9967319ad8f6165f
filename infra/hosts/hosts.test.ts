import { describe, expect, it } from '@jest/globals';
import { catalogue } from '../catalogue/catalogue.ts';
import { configOfStack } from '../config/config-file.ts';
import { recordedHosts } from '../fixtures/recorded-hosts.ts';
import { valueOf } from '../fixtures/value-of.ts';
import { sshHosts } from './ssh-hosts.ts';

const host = { name: 'one', address: '192.0.2.1', port: 22, user: 'root', hostKey: 'ssh-ed25519 AAAA' };

describe('Hosts', () => {
  it('takes machines that are there as they are, and registers nothing', async () => {
    const ssh = { driver: 'ssh' as const, adminCidrs: ['203.0.113.7/32'], servers: [host], agents: [] };
    const { hosts, registered } = await recordedHosts({ hosts: ssh });
    expect(registered.map(({ name }) => name)).toEqual(['hosts']);
    expect([hosts.cloud, hosts.hosts]).toEqual(['none', sshHosts(ssh)]);
    expect(await valueOf(hosts.apiAddress)).toBe('192.0.2.1');
    expect(hosts.adminCidrs).toEqual(['203.0.113.7/32']);
  });

  it('has no machines where the cluster is there already', async () => {
    const { hosts, registered } = await recordedHosts({ hosts: { driver: 'existing' } });
    expect(registered.map(({ name }) => name)).toEqual(['hosts']);
    expect([hosts.cloud, hosts.hosts, hosts.apiAddress]).toEqual(['none', [], undefined]);
    expect(await valueOf(hosts.clusterIdentifier)).toBe('goalixa-production');
  });

  it("takes a tenant's cluster from its owner, and nothing else", async () => {
    const { environment, hosts: tenant } = configOfStack('staging', catalogue);
    const { hosts, registered } = await recordedHosts({ environment, hosts: tenant });
    expect(registered.map(({ name }) => name)).toEqual(['hosts']);
    expect([hosts.cloud, hosts.hosts]).toEqual(['none', []]);
    expect(await valueOf(hosts.clusterIdentifier)).toBe('goalixa-production');
  });

  it("leaves the provider's machines to the provider's firewall", async () => {
    expect((await recordedHosts()).hosts.adminCidrs).toBeUndefined();
  });

  it('puts nothing into the state that would be its own', async () => {
    const { registered } = await recordedHosts();
    expect(registered.find(({ type }) => type === 'goalixa:infra:Hosts')?.inputs).toEqual({});
  });
});
