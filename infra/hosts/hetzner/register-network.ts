import { Network } from '@pulumi/hcloud/network.js';
import { NetworkSubnet } from '@pulumi/hcloud/networkSubnet.js';
import type { HetznerConfig } from '../hosts-config.ts';
import type { HetznerCloud } from './hetzner-cloud.ts';
import { idOf } from './id-of.ts';
import { networkZoneOf } from './network-zone.ts';

/**
 * The private network of the nodes and the load balancer, with one subnet as wide as itself.
 * @returns the subnet: addresses in the network can only be given out once it is there
 */
export function registerNetwork(
  cloud: HetznerCloud,
  { location, network: ipRange }: HetznerConfig,
): NetworkSubnet {
  const deleteProtection = cloud.isProtected(Network);
  const network = cloud.add(Network, [], { name: cloud.cluster, ipRange, deleteProtection });
  return cloud.add(NetworkSubnet, [], {
    networkId: idOf(network),
    type: 'cloud',
    networkZone: networkZoneOf(location),
    ipRange,
  });
}
