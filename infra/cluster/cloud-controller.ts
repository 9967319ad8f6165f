import type { ApiObject } from '../api-object.ts';
import { versions } from '../versions.ts';
import { podCidr } from './k3s-config.ts';

const name = 'hcloud-cloud-controller-manager';
const namespace = 'kube-system';
const labels = { 'app.kubernetes.io/instance': 'hcloud-hccm', 'app.kubernetes.io/name': name };
const tokenFolder = '/etc/hcloud';

/**
 * Hetzner's cloud controller: tells the nodes their addresses and zones and removes nodes whose server is gone.
 * What its chart renders in the version of `versions.ts` with a network, without routes (flannel has its own) and
 * without load balancers: one that a Service asks for would cost money and stand outside the firewall.
 * @param network name of the servers' private network
 * @param token of the provider's API; the result holds it in clear
 */
export const cloudController = (network: string, token: string): readonly ApiObject[] => [
  secret(token),
  { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name, namespace } },
  clusterRoleBinding(),
  deployment(network),
];

const secret = (token: string) => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'hcloud', namespace },
  type: 'Opaque',
  stringData: { token },
});

const clusterRoleBinding = () => ({
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'ClusterRoleBinding',
  metadata: { name: `system:${name}` },
  roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' },
  subjects: [{ kind: 'ServiceAccount', name, namespace }],
});

const deployment = (network: string) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name, namespace },
  spec: {
    replicas: 1,
    revisionHistoryLimit: 2,
    selector: { matchLabels: labels },
    template: { metadata: { labels }, spec: podSpec(network) },
  },
});

const podSpec = (network: string) => ({
  serviceAccountName: name,
  dnsPolicy: 'Default',
  // In the network of the host, as pods cannot reach the metadata that it asks for its own server.
  hostNetwork: true,
  priorityClassName: 'system-cluster-critical',
  tolerations: [
    // Every node has this taint until the controller itself has seen it.
    { key: 'node.cloudprovider.kubernetes.io/uninitialized', value: 'true', effect: 'NoSchedule' },
    { key: 'CriticalAddonsOnly', operator: 'Exists' },
    { key: 'node-role.kubernetes.io/control-plane', operator: 'Exists', effect: 'NoSchedule' },
    { key: 'node.kubernetes.io/not-ready', effect: 'NoExecute' },
  ],
  containers: [container(network)],
  volumes: [{ name: 'token', secret: { secretName: 'hcloud', items: [{ key: 'token', path: 'token' }] } }],
});

const container = (network: string) => ({
  name,
  image: `docker.io/hetznercloud/${name}:v${versions.hcloudCloudController}`,
  args: [
    '--allow-untagged-cloud',
    '--cloud-provider=hcloud',
    '--route-reconciliation-period=30s',
    '--webhook-secure-port=0',
    '--allocate-node-cidrs=true',
    `--cluster-cidr=${podCidr}`,
    '--leader-elect=false',
  ],
  env: [
    { name: 'HCLOUD_TOKEN_FILE', value: `${tokenFolder}/token` },
    { name: 'HCLOUD_NETWORK', value: network },
    { name: 'HCLOUD_NETWORK_ROUTES_ENABLED', value: 'false' },
    { name: 'HCLOUD_LOAD_BALANCERS_ENABLED', value: 'false' },
  ],
  ports: [{ name: 'metrics', containerPort: 8233 }],
  resources: { requests: { cpu: '100m', memory: '50Mi' } },
  volumeMounts: [{ name: 'token', mountPath: tokenFolder, readOnly: true }],
});
