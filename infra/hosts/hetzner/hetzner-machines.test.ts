import { beforeAll, describe, expect, it } from '@jest/globals';
import { catalogue } from '../../catalogue/catalogue.ts';
import { configOfStack } from '../../config/config-file.ts';
import { recordedHosts, type RecordedHosts } from '../../fixtures/recorded-hosts.ts';
import type { Registered } from '../../guard/recording-monitor.ts';
import { standInOf } from '../../guard/stack-input.ts';
import { valueOf } from '../../fixtures/value-of.ts';
import type { HetznerConfig } from '../hosts-config.ts';

const production = configOfStack('production', catalogue);
const hosts = production.hosts as HetznerConfig;
const agent = { name: 'goalixa-agent-1', type: 'cax21', address: '10.0.1.21' };
const withDns = { ...hosts, agents: [agent], dnsZone: 'goalixa.example' };

let recorded: RecordedHosts;
beforeAll(async () => {
  recorded = await recordedHosts({ hosts: withDns });
});

/** Sorted by name: the order in which outputs resolve is the engine's. */
const ofKind = (kind: string, { registered } = recorded): Registered[] =>
  byName(registered.filter(({ type }) => type.endsWith(`:${kind}`)));
const resources = (): Registered[] => recorded.registered.filter(({ type }) => type.startsWith('hcloud:'));

describe('what the driver hetzner registers', () => {
  it('names the explicit provider and the box, each time', () => {
    const provider =
      /^urn:pulumi:test::goalixa::goalixa:infra:Hosts\$pulumi:providers:hcloud::hosts-provider::/;
    expect(resources().length).toBeGreaterThan(20);
    for (const { name, parent, provider: used } of resources()) {
      expect(name).toMatch(/^hosts-[a-z0-9-]+$/);
      expect(parent).toBe('urn:pulumi:test::goalixa::goalixa:infra:Hosts::hosts');
      expect(used).toMatch(provider);
    }
  });

  it('protects servers, network and load balancer in production, in the program and at the provider', () => {
    const kinds = resources().filter(({ protect }) => protect);
    expect(new Set(kinds.map(({ type }) => type.split(':').at(-1)))).toEqual(
      new Set(['Network', 'Server', 'LoadBalancer']),
    );
    expect(kinds.every(({ inputs }) => inputs['deleteProtection'] === true)).toBe(true);
    expect(ofKind('Server').every(({ inputs }) => inputs['rebuildProtection'] === true)).toBe(true);
  });

  it('protects nothing elsewhere', async () => {
    const { registered } = await recordedHosts({ environment: 'staging' });
    expect(registered.filter(({ protect }) => protect)).toEqual([]);
    expect(JSON.stringify(registered)).not.toMatch(/Protection":true/);
  });

  it('never replaces a server for what only new ones need', () => {
    for (const { ignoreChanges, inputs } of ofKind('Server')) {
      expect(ignoreChanges).toEqual(['image', 'sshKeys', 'userData']);
      expect(inputs).not.toHaveProperty('datacenter');
      expect(inputs).toMatchObject({ location: 'fsn1', image: 'debian-13' });
      // By name, not by an id that another key would not have.
      expect(inputs['sshKeys']).toEqual([ofKind('SshKey')[0]?.inputs['name']]);
    }
  });

  it('makes servers once the subnet and the key are there, and targets once the load balancer is in it', () => {
    for (const { dependencies } of ofKind('Server'))
      expect(dependencies.map(nameOf)).toEqual(
        expect.arrayContaining(['hosts-networksubnet', 'hosts-sshkey']),
      );
    for (const { dependencies } of ofKind('LoadBalancerTarget'))
      expect(dependencies.map(nameOf)).toContain('hosts-loadbalancernetwork');
  });

  it('closes each server by the one firewall, open to administrators only', () => {
    const [firewall] = ofKind('Firewall');
    const rules = firewall?.inputs['rules'] as { port?: string; sourceIps: string[] }[];
    expect(rules.flatMap(({ port, sourceIps }) => (port ? [[port, sourceIps]] : []))).toEqual([
      ['22', hosts.adminCidrs],
      ['6443', hosts.adminCidrs],
    ]);
    const attached = ofKind('Server').map(({ inputs }) => inputs['firewallIds'] as unknown[]);
    expect(attached.map(({ length }) => length)).toEqual([1, 1, 1, 1]);
    expect(new Set(attached.flat()).size).toBe(1);
  });

  it('opens the load balancer on 80 and 443, with the PROXY protocol, to all nodes by the private network', () => {
    const services = ofKind('LoadBalancerService').map(({ inputs }) => inputs);
    expect(services.map(({ listenPort, proxyprotocol }) => [listenPort, proxyprotocol])).toEqual([
      [443, true],
      [80, true],
    ]);
    const targets = ofKind('LoadBalancerTarget').map(({ inputs }) => inputs);
    expect(targets.map(({ usePrivateIp }) => usePrivateIp)).toEqual([true, true, true, true]);
    expect(ofKind('LoadBalancerNetwork')[0]?.inputs['ip']).toBe(hosts.loadBalancer.address);
  });

  it('keeps the tokens and private keys of all machines out of what is plain', () => {
    const plain = JSON.stringify(recorded.registered.map(({ inputs }) => withoutSecrets(inputs)));
    for (const secret of [standInOf('hcloudToken'), standInOf('rootSecret1'), 'PRIVATE KEY', '#cloud-config'])
      expect(plain).not.toContain(secret);
    const all = JSON.stringify(recorded.registered);
    expect(all).toContain(standInOf('hcloudToken'));
    expect(all.split('OPENSSH PRIVATE KEY').length).toBeGreaterThan(4);
  });

  it('leaves all others as they are when a server is added in the middle', async () => {
    const added = { name: 'goalixa-9', type: 'cpx32', address: '10.0.1.19' };
    const [first, ...others] = hosts.servers;
    const servers = [first!, added, ...others];
    const { registered } = await recordedHosts({ hosts: { ...withDns, servers } });
    const isNew = ({ name }: Registered): boolean => name.endsWith('-goalixa-9');
    expect(byName(registered.filter(isNew)).map(({ name }) => name)).toEqual([
      'hosts-loadbalancertarget-goalixa-9',
      'hosts-server-goalixa-9',
    ]);
    expect(byName(registered.filter((resource) => !isNew(resource)))).toEqual(byName(recorded.registered));
  });

  it('puts agents into a group of their own: one takes ten', () => {
    const groups = ofKind('Server').map(({ inputs }) => inputs['placementGroupId']);
    expect(new Set(groups.slice(0, 3)).size).toBe(1);
    expect(groups[3]).not.toBe(groups[0]);
    expect(ofKind('PlacementGroup').map(({ inputs }) => inputs['type'])).toEqual(['spread', 'spread']);
  });

  it('sets records of the public host where the zone is given, none elsewhere', async () => {
    expect(ofKind('ZoneRrset').map(({ name }) => name)).toEqual([
      'hosts-zonerrset-apex-a',
      'hosts-zonerrset-apex-aaaa',
      'hosts-zonerrset-wildcard-a',
      'hosts-zonerrset-wildcard-aaaa',
    ]);
    expect(ofKind('ZoneRrset', await recordedHosts())).toEqual([]);
  });
});

describe('the machines that the driver hetzner gives to the cluster', () => {
  it('names servers first, each where SSH and where the other nodes reach it', async () => {
    const { hosts: given } = recorded.hosts;
    expect(given.map(({ name, nodeAddress, role }) => [name, role, nodeAddress])).toEqual([
      ['goalixa-1', 'server', '10.0.1.11'],
      ['goalixa-2', 'server', '10.0.1.12'],
      ['goalixa-3', 'server', '10.0.1.13'],
      ['goalixa-agent-1', 'agent', '10.0.1.21'],
    ]);
    const addresses = await Promise.all(given.map(({ address }) => valueOf(address)));
    expect(new Set(addresses).size).toBe(4);
    expect(await valueOf(recorded.hosts.apiAddress)).toBe(addresses[0]);
    expect(addresses).not.toContain(await valueOf(recorded.hosts.publicAddress));
  });

  it('knows the host key of each before the first connection: the one that its user data brings', async () => {
    for (const host of recorded.hosts.hosts) {
      const hostKey = String(await valueOf(host.hostKey));
      const server = ofKind('Server').find(({ name }) => name === `hosts-server-${host.name}`);
      expect(hostKey).toMatch(/^ssh-ed25519 AAAA[A-Za-z0-9+/=]+$/);
      expect((server?.inputs['userData'] as { value: string }).value).toContain(
        `ed25519_public: ${hostKey}\n`,
      );
    }
  });

  it('has each connection wait for its machine', async () => {
    const urns = await Promise.all(
      recorded.hosts.hosts.flatMap(({ ready }) => ready.map(({ urn }) => valueOf(urn))),
    );
    expect(urns.map((urn) => nameOf(String(urn)))).toEqual(ofKind('Server').map(({ name }) => name));
  });
});

const nameOf = (urn: string): string => urn.split('::').at(-1) ?? '';

const byName = (registered: readonly Registered[]): Registered[] =>
  [...registered].sort((a, b) => (a.name < b.name ? -1 : 1));

/** Pulumi's signature of a secret value. */
const signature = '4dabf18193072939515e22adb298388d';

function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (typeof value !== 'object' || value === null) return value;
  if (signature in value) return '[secret]';
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withoutSecrets(inner)]));
}
