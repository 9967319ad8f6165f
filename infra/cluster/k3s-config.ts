import { type ClusterFacts, type ClusterNode, serversOf } from './cluster-facts.ts';

/** Options of k3s as its configuration file names them. */
export type K3sConfig = Readonly<Record<string, string | number | boolean | readonly string[]>>;

/** Addresses of pods: k3s' own default, which the cloud controller is told. */
export const podCidr = '10.42.0.0/16';

/**
 * What k3s reads from `/etc/rancher/k3s/config.yaml` on a node. The first server's lacks the line that makes or
 * joins the cluster: the script on the host knows which it is.
 * @param caHash SHA-256 of the cluster's authority, by which a node sees that it joins the right one. The first
 *   server, which tells it, has none: one that comes back empty joins by the token alone (decision 0010)
 */
export function k3sConfig(facts: ClusterFacts, node: ClusterNode, caHash?: string): K3sConfig {
  return {
    'node-name': node.name,
    ...(node.role === 'server' ? serverConfig(facts, node, caHash) : agentConfig(facts, caHash)),
    // Of several addresses k3s would choose another one, at which other nodes are not let in.
    'node-ip': node.nodeAddress,
    ...(facts.hetznerNetwork === undefined ? {} : { 'kubelet-arg': ['cloud-provider=external'] }),
  };
}

function serverConfig(facts: ClusterFacts, node: ClusterNode, caHash: string | undefined): K3sConfig {
  const { hetznerNetwork, options, secrets } = facts;
  const [first] = serversOf(facts);
  const names = [first?.address ?? '', node.address, node.nodeAddress, ...options.tlsSans];
  return {
    token: joinToken('server', secrets.k3sToken, caHash),
    'agent-token': secrets.k3sAgentToken,
    ...(node.name === first?.name ? {} : { server: joinAddress(facts) }),
    'tls-san': [...new Set(names)],
    'secrets-encryption': true,
    'write-kubeconfig-mode': '0600',
    'etcd-expose-metrics': true,
    // By such an address a Service would take the calls of others; the first plugin is k3s' own.
    'kube-apiserver-arg': ['enable-admission-plugins=NodeRestriction,DenyServiceExternalIPs'],
    disable: ['traefik', 'servicelb'],
    ...(hetznerNetwork === undefined ? {} : { 'disable-cloud-controller': true }),
    ...snapshotConfig(facts),
  };
}

const agentConfig = (facts: ClusterFacts, caHash: string | undefined): K3sConfig => ({
  token: joinToken('node', facts.secrets.k3sAgentToken, caHash),
  server: joinAddress(facts),
});

/** By the token alone a node joins whoever answers, and shows it the token: only a first server does. */
const joinToken = (user: 'server' | 'node', token: string, caHash: string | undefined): string =>
  caHash === undefined ? token : `K10${caHash}::${user}:${token}`;

const joinAddress = (facts: ClusterFacts): string => `https://${serversOf(facts)[0]?.nodeAddress}:6443`;

/** Every server takes snapshots of its own; k3s counts its files on the server, but in the bucket those of all. */
function snapshotConfig(facts: ClusterFacts): K3sConfig {
  const { environment, options, secrets } = facts;
  const { snapshots } = options;
  if (!snapshots) return {};
  return {
    'etcd-snapshot-schedule-cron': snapshots.schedule,
    'etcd-snapshot-retention': snapshots.retention,
    'etcd-s3-retention': snapshots.retention * serversOf(facts).length,
    'etcd-s3': true,
    'etcd-s3-endpoint': snapshots.endpoint,
    'etcd-s3-bucket': snapshots.bucket,
    'etcd-s3-region': snapshots.region,
    // Databases may keep their backups in the same bucket; keys that reach both would let one delete the other.
    'etcd-s3-folder': `etcd/${environment}`,
    'etcd-s3-access-key': secrets.accessKey ?? '',
    'etcd-s3-secret-key': secrets.secretKey ?? '',
  };
}
