import { describe, expect, it } from '@jest/globals';
import { clusterSchema } from './cluster-config.ts';
import type { ClusterFacts, ClusterNode } from './cluster-facts.ts';
import { k3sConfig } from './k3s-config.ts';

const node = (n: number, role: ClusterNode['role']): ClusterNode => ({
  ...{ name: `goalixa-${n}`, role, address: `192.0.2.${n}`, nodeAddress: `10.0.1.${n}`, port: 22 },
});
const [first, second, agent] = [node(1, 'server'), node(2, 'server'), node(4, 'agent')] as const;
const authority = 'a'.repeat(64);

const factsOf = (changes: Partial<ClusterFacts> = {}): ClusterFacts => ({
  environment: 'production',
  options: clusterSchema.parse({ tlsSans: ['k8s.goalixa.example'] }),
  nodes: [first, second, agent],
  adminCidrs: undefined,
  hetznerNetwork: undefined,
  secrets: { k3sToken: 'token-of-servers', k3sAgentToken: 'token-of-agents' },
  ...changes,
});

describe('k3sConfig', () => {
  it('is that of a server that makes a cluster', () => {
    expect(k3sConfig(factsOf(), first)).toEqual({
      'node-name': 'goalixa-1',
      'node-ip': '10.0.1.1',
      token: 'token-of-servers',
      'agent-token': 'token-of-agents',
      'tls-san': ['192.0.2.1', '10.0.1.1', 'k8s.goalixa.example'],
      'secrets-encryption': true,
      'write-kubeconfig-mode': '0600',
      'etcd-expose-metrics': true,
      'kube-apiserver-arg': ['enable-admission-plugins=NodeRestriction,DenyServiceExternalIPs'],
      disable: ['traefik', 'servicelb'],
    });
  });

  it('lets a further server join the first one, and answer for it', () => {
    expect(k3sConfig(factsOf(), second, authority)).toMatchObject({
      server: 'https://10.0.1.1:6443',
      token: `K10${authority}::server:token-of-servers`,
      'tls-san': ['192.0.2.1', '192.0.2.2', '10.0.1.2', 'k8s.goalixa.example'],
    });
  });

  it('gives an agent the token of agents, and nothing of a server', () => {
    expect(k3sConfig(factsOf(), agent, authority)).toEqual({
      'node-name': 'goalixa-4',
      'node-ip': '10.0.1.4',
      server: 'https://10.0.1.1:6443',
      token: `K10${authority}::node:token-of-agents`,
    });
  });

  it('never touches a node that is there when another one is added', () => {
    const more = factsOf({ nodes: [first, second, node(3, 'server'), agent] });
    for (const known of [first, second, agent])
      expect(k3sConfig(more, known)).toEqual(k3sConfig(factsOf(), known));
  });

  it("leaves k3s' own enforcement of network policies on", () => {
    const all = JSON.stringify(
      [first, agent].map((one) => k3sConfig(factsOf({ hetznerNetwork: 'goalixa' }), one)),
    );
    expect(all).not.toContain('disable-network-policy');
    expect(all).not.toContain('disable-kube-proxy');
  });

  it('leaves the nodes of Hetzner to its cloud controller, on the private network', () => {
    const facts = factsOf({ hetznerNetwork: 'goalixa' });
    const ofNode = { 'node-ip': '10.0.1.1', 'kubelet-arg': ['cloud-provider=external'] };
    expect(k3sConfig(facts, first)).toMatchObject({ ...ofNode, 'disable-cloud-controller': true });
    expect(k3sConfig(facts, agent)).toMatchObject({ ...ofNode, 'node-ip': '10.0.1.4' });
    expect(k3sConfig(facts, agent)).not.toHaveProperty('disable-cloud-controller');
  });

  it('sends snapshots of servers to the bucket, apart from those of other clusters', () => {
    const facts = factsOf({
      options: clusterSchema.parse({
        snapshots: {
          bucket: 'backups',
          endpoint: 's3.example',
          region: 'eu',
          schedule: '0 3 * * *',
          retention: 7,
        },
      }),
      secrets: { ...factsOf().secrets, accessKey: 'access', secretKey: 'secret' },
    });
    expect(k3sConfig(facts, second)).toMatchObject({
      'etcd-snapshot-schedule-cron': '0 3 * * *',
      'etcd-snapshot-retention': 7,
      // In the bucket k3s counts the snapshots of both servers together.
      'etcd-s3-retention': 14,
      'etcd-s3': true,
      'etcd-s3-endpoint': 's3.example',
      'etcd-s3-bucket': 'backups',
      'etcd-s3-region': 'eu',
      'etcd-s3-folder': 'etcd/production',
      'etcd-s3-access-key': 'access',
      'etcd-s3-secret-key': 'secret',
    });
    expect(k3sConfig(facts, agent)).not.toHaveProperty('etcd-s3');
  });
});
