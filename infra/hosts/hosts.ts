import * as pulumi from '@pulumi/pulumi';
import { Box } from '../box.ts';
import type { Platform } from '../platform.ts';
import type { Vault } from '../secrets/vault.ts';
import { hetznerMachines } from './hetzner/hetzner-machines.ts';
import type { Host } from './host.ts';
import type { Machines } from './machines.ts';
import { ownerMachines } from './owner-machines.ts';
import { sshHosts } from './ssh-hosts.ts';

export interface HostsArgs {
  readonly platform: Platform;
  readonly vault: Vault;
}

/** The machines of a stack, by the driver of its configuration. Down: what runs on them is down. */
export class Hosts extends Box implements Machines {
  readonly clusterIdentifier: pulumi.Output<string>;
  readonly hosts: readonly Host[];
  readonly adminCidrs: Machines['adminCidrs'];
  readonly cloud: Machines['cloud'];
  readonly apiAddress: Machines['apiAddress'];
  readonly publicAddress: Machines['publicAddress'];
  readonly networkName: Machines['networkName'];

  constructor(name: string, args: HostsArgs, opts: pulumi.ComponentResourceOptions) {
    super('goalixa:infra:Hosts', name, {}, opts);
    const machines = machinesOf(this, args);
    this.clusterIdentifier = machines.clusterIdentifier;
    this.hosts = machines.hosts;
    this.adminCidrs = machines.adminCidrs;
    this.cloud = machines.cloud;
    this.apiAddress = machines.apiAddress;
    this.publicAddress = machines.publicAddress;
    this.networkName = machines.networkName;
    this.registerOutputs({});
  }
}

function machinesOf(box: Box, { platform, vault }: HostsArgs): Machines {
  const { environment, hosts } = platform.config;
  const clusterIdentifier = pulumi.output(`goalixa-${environment}`);
  switch (hosts.driver) {
    case 'hetzner':
      return hetznerMachines(box, hosts, platform, vault);
    case 'ssh': {
      const apiAddress = hosts.servers[0] && pulumi.output(hosts.servers[0].address);
      const { adminCidrs } = hosts;
      return { clusterIdentifier, hosts: sshHosts(hosts), adminCidrs, cloud: 'none', apiAddress };
    }
    case 'existing':
      return { clusterIdentifier, hosts: [], cloud: 'none' };
    case 'stack':
      return ownerMachines(box, hosts.stack, environment);
  }
}
