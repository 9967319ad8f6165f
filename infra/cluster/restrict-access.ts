import type { ClusterNode } from './cluster-facts.ts';
import { podCidr } from './k3s-config.ts';

/** TCP ports of a node that only nodes and pods use; etcd and its figures, the kubelet. */
const etcd = '2379-2380';
const [etcdMetrics, kubelet, api] = [2381, 10250, 6443] as const;
/** UDP: pods' network between nodes. */
const vxlan = 8472;

/**
 * The script that closes a host's own ports: SSH and the API server are for administrators, the rest for the other
 * nodes. Where no rule drops a packet, whatever else filters on the host decides: nothing is opened. What pods and
 * Services answer on, 80 and 443 among it, is left alone. It holds for IPv6 too, by which nobody is let in.
 * @param adminCidrs `203.0.113.7/32`
 * @param nodes all of the cluster, with IPv4 addresses
 * @param sshPort where the engine reaches this host; 22 is closed with it
 */
export function restrictAccess(
  adminCidrs: readonly string[],
  nodes: readonly Pick<ClusterNode, 'nodeAddress'>[],
  sshPort: number,
): string {
  const ssh = [...new Set([22, sshPort])].join(', ');
  const addresses = nodes.map(({ nodeAddress }) => nodeAddress).join(', ');
  return `#!/bin/sh
# Written by Goalixa's infra/cluster: do not edit.
# In one transaction: a mistake in it leaves the rules as they were. A connection that the kernel follows stays open.
set -eu
nft -f - <<'RULES'
table inet goalixa_access
delete table inet goalixa_access
table inet goalixa_access {
  set admins {
    type ipv4_addr
    flags interval
    auto-merge
    elements = { ${adminCidrs.join(', ')} }
  }
  set nodes {
    type ipv4_addr
    elements = { ${addresses} }
  }
  chain input {
    type filter hook input priority filter; policy accept;
    iif lo accept
    ct state established,related accept
    ip saddr @admins tcp dport { ${ssh}, ${api} } accept
    ip saddr @nodes tcp dport { ${api}, ${kubelet}, ${etcd}, ${etcdMetrics} } accept
    ip saddr @nodes udp dport ${vxlan} accept
    ip saddr ${podCidr} tcp dport { ${api}, ${kubelet}, ${etcdMetrics} } accept
    tcp dport { ${ssh}, ${api}, ${kubelet}, ${etcd}, ${etcdMetrics} } drop
    udp dport ${vxlan} drop
  }
}
RULES
`;
}
