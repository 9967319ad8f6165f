import { LoadBalancer } from '@pulumi/hcloud/loadBalancer.js';
import { LoadBalancerNetwork } from '@pulumi/hcloud/loadBalancerNetwork.js';
import { LoadBalancerService } from '@pulumi/hcloud/loadBalancerService.js';
import { LoadBalancerTarget } from '@pulumi/hcloud/loadBalancerTarget.js';
import type { NetworkSubnet } from '@pulumi/hcloud/networkSubnet.js';
import type { Server } from '@pulumi/hcloud/server.js';
import type { HetznerConfig } from '../hosts-config.ts';
import type { HetznerCloud } from './hetzner-cloud.ts';
import { idOf } from './id-of.ts';
import { loadBalancerServices } from './load-balancer-services.ts';

/** The way in for users: 80 and 443, to every server over the private network. */
export function registerLoadBalancer(
  cloud: HetznerCloud,
  { loadBalancer: { address, type }, location }: HetznerConfig,
  subnet: NetworkSubnet,
  servers: ReadonlyMap<string, Server>,
): LoadBalancer {
  const balancer = cloud.add(LoadBalancer, [], {
    name: cloud.cluster,
    loadBalancerType: type,
    location,
    deleteProtection: cloud.isProtected(LoadBalancer),
  });
  const attachment = cloud.add(
    LoadBalancerNetwork,
    [],
    { loadBalancerId: idOf(balancer), subnetId: subnet.id, ip: address },
    { dependsOn: [subnet] },
  );
  registerServices(cloud, balancer);
  registerTargets(cloud, balancer, attachment, servers);
  return balancer;
}

function registerServices(cloud: HetznerCloud, balancer: LoadBalancer): void {
  for (const service of loadBalancerServices) {
    const args = { loadBalancerId: balancer.id, ...service };
    cloud.add(LoadBalancerService, [String(service.listenPort)], args);
  }
}

function registerTargets(
  cloud: HetznerCloud,
  balancer: LoadBalancer,
  attachment: LoadBalancerNetwork,
  servers: ReadonlyMap<string, Server>,
): void {
  const loadBalancerId = idOf(balancer);
  for (const [name, server] of servers)
    cloud.add(
      LoadBalancerTarget,
      [name],
      { type: 'server', usePrivateIp: true, loadBalancerId, serverId: idOf(server) },
      // A private address is refused while the load balancer itself is not in the network.
      { dependsOn: [attachment] },
    );
}
