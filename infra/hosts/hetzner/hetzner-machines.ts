import type { Server } from '@pulumi/hcloud/server.js';
import * as pulumi from '@pulumi/pulumi';
import type { Box } from '../../box.ts';
import type { Platform } from '../../platform.ts';
import type { Vault } from '../../secrets/vault.ts';
import type { HetznerConfig } from '../hosts-config.ts';
import type { Host } from '../host.ts';
import type { Machines } from '../machines.ts';
import { HetznerCloud } from './hetzner-cloud.ts';
import { hostKeyOf } from './host-key.ts';
import { type Machine, machinesOf } from './machine.ts';
import { registerDns } from './register-dns.ts';
import { registerLoadBalancer } from './register-load-balancer.ts';
import { registerNetwork } from './register-network.ts';
import { registerServers } from './register-servers.ts';

/** Machines, network, firewall, load balancer and records, made at Hetzner. */
export function hetznerMachines(box: Box, hosts: HetznerConfig, platform: Platform, vault: Vault): Machines {
  const cloud = new HetznerCloud(box, platform, vault);
  const hostKey = (machine: string) => hostKeyOf(platform.secrets, machine);
  const subnet = registerNetwork(cloud, hosts);
  const servers = registerServers(cloud, hosts, subnet, (name) => vault.reveal(hostKey(name).userData));
  const balancer = registerLoadBalancer(cloud, hosts, subnet, servers);
  const zone = hosts.dnsZone;
  if (zone !== undefined) registerDns(cloud, { zone, ...publicHostOf(platform) }, balancer);
  return {
    clusterIdentifier: pulumi.output(cloud.cluster),
    hosts: hostsOf(hosts, servers, (name) =>
      // What everybody may see of a secret.
      pulumi.unsecret(vault.reveal(hostKey(name).publicKey)),
    ),
    cloud: 'hetzner',
    apiAddress: servers.get(hosts.servers[0]?.name ?? '')?.ipv4Address,
    publicAddress: balancer.ipv4,
    networkName: cloud.cluster,
  };
}

const publicHostOf = ({ config, environment }: Platform) => ({
  host: environment.host,
  isWildcard: config.edge.certificates.wildcard,
});

const hostsOf = (
  hosts: HetznerConfig,
  servers: ReadonlyMap<string, Server>,
  hostKeyOfMachine: (machine: string) => pulumi.Output<string>,
): readonly Host[] =>
  machinesOf(hosts).flatMap((machine) => {
    const server = servers.get(machine.name);
    return server ? [hostOf(machine, server, hostKeyOfMachine(machine.name))] : [];
  });

const hostOf = ({ address, name, role }: Machine, server: Server, hostKey: pulumi.Output<string>): Host => ({
  name,
  role,
  address: server.ipv4Address,
  nodeAddress: address,
  port: 22,
  user: 'root',
  hostKey,
  ready: [server],
});
