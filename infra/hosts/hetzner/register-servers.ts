import { Firewall } from '@pulumi/hcloud/firewall.js';
import type { NetworkSubnet } from '@pulumi/hcloud/networkSubnet.js';
import { PlacementGroup } from '@pulumi/hcloud/placementGroup.js';
import { Server, type ServerArgs } from '@pulumi/hcloud/server.js';
import { SshKey } from '@pulumi/hcloud/sshKey.js';
import type * as pulumi from '@pulumi/pulumi';
import { versions } from '../../versions.ts';
import type { HetznerConfig } from '../hosts-config.ts';
import type { Host } from '../host.ts';
import { firewallRules } from './firewall-rules.ts';
import type { HetznerCloud } from './hetzner-cloud.ts';
import { idOf } from './id-of.ts';
import { type Machine, machinesOf } from './machine.ts';

/** What all servers share. */
interface Surroundings {
  readonly subnet: NetworkSubnet;
  readonly firewall: Firewall;
  readonly sshKey: SshKey;
  readonly groups: ReadonlyMap<Host['role'], PlacementGroup>;
}

// A change of these would replace every server that is there: they are for new ones.
const ignoreChanges = ['image', 'sshKeys', 'userData'];

/**
 * The servers by name, each closed from outside but to administrators.
 * @param userDataOf a secret: it brings the private host key
 */
export function registerServers(
  cloud: HetznerCloud,
  hosts: HetznerConfig,
  subnet: NetworkSubnet,
  userDataOf: (machine: string) => pulumi.Output<string>,
): ReadonlyMap<string, Server> {
  const surroundings = surroundingsOf(cloud, hosts, subnet);
  return new Map(
    machinesOf(hosts).map((machine) => {
      const args: ServerArgs = {
        ...plainArgs(cloud, machine, hosts.location),
        ...placedArgs(machine, surroundings),
        userData: userDataOf(machine.name),
      };
      const opts = { dependsOn: [subnet, surroundings.sshKey], ignoreChanges };
      return [machine.name, cloud.add(Server, [machine.name], args, opts)];
    }),
  );
}

const plainArgs = (cloud: HetznerCloud, { name, role, type }: Machine, location: string): ServerArgs => ({
  name,
  serverType: type,
  location,
  image: versions.machineImage,
  // By name: a new administrators' key has another id, which would replace every server.
  sshKeys: [cloud.cluster],
  labels: { cluster: cloud.cluster, role },
  publicNets: [{ ipv4Enabled: true, ipv6Enabled: false }],
  shutdownBeforeDeletion: true,
  // The provider takes only both or neither.
  deleteProtection: cloud.isProtected(Server),
  rebuildProtection: cloud.isProtected(Server),
});

function placedArgs(
  { address, role }: Machine,
  { firewall, groups, subnet }: Surroundings,
): Partial<ServerArgs> {
  const group = groups.get(role);
  return {
    firewallIds: [idOf(firewall)],
    ...(group && { placementGroupId: idOf(group) }),
    // Without `aliasIps` the provider detaches and attaches the network at each `up`.
    networks: [{ subnetId: subnet.id, ip: address, aliasIps: [] }],
  };
}

function surroundingsOf(cloud: HetznerCloud, hosts: HetznerConfig, subnet: NetworkSubnet): Surroundings {
  const rules = firewallRules(hosts.adminCidrs);
  return {
    subnet,
    firewall: cloud.add(Firewall, [], { name: cloud.cluster, rules }),
    sshKey: cloud.add(
      SshKey,
      [],
      { name: cloud.cluster, publicKey: hosts.sshPublicKey },
      // Names are unique at the provider, and a key cannot be changed.
      { deleteBeforeReplace: true },
    ),
    groups: groupsOf(cloud, machinesOf(hosts)),
  };
}

/** A group per role, as one takes ten servers: no two of a group share a physical machine. */
function groupsOf(cloud: HetznerCloud, machines: readonly Machine[]): Surroundings['groups'] {
  const roles = [...new Set(machines.map(({ role }) => role))];
  return new Map(
    roles.map((role) => [
      role,
      cloud.add(PlacementGroup, [`${role}s`], { name: `${cloud.cluster}-${role}s`, type: 'spread' }),
    ]),
  );
}
