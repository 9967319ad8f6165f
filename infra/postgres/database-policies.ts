import type {
  INetworkPolicy,
  INetworkPolicyEgressRule,
  INetworkPolicyIngressRule,
  INetworkPolicyPeer,
} from 'kubernetes-models/networking.k8s.io/v1';
import { migrationNameOf, peers } from '../naming.ts';
import type { Platform } from '../platform.ts';
import { migrates } from '../workloads/migration-job.ts';
import { dnsRule, podsElsewhere, podsOf, tcp } from '../workloads/network-rules.ts';
import type { DatabaseCluster } from './database-clusters.ts';
import { metadataOf } from './metadata.ts';

/** Ports of an instance: PostgreSQL, the instance manager's status, metrics. */
const ports = { postgres: 5432, status: 8000, metrics: 9187 } as const;

/**
 * Two policies per cluster, for its instances and the operator's jobs that make them: one that denies all in both
 * directions, and one that allows, so that nothing opens when the second is lost.
 */
export function databasePolicies(platform: Platform, cluster: DatabaseCluster): readonly INetworkPolicy[] {
  const policy = (name: string, rules: Partial<NonNullable<INetworkPolicy['spec']>>): INetworkPolicy => ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: metadataOf(platform.environment, `${cluster.name}-${name}`),
    spec: {
      podSelector: { matchLabels: labelOf(cluster) },
      policyTypes: ['Ingress', 'Egress'],
      ...rules,
    },
  });
  const allowed = { ingress: ingressOf(platform, cluster), egress: egressOf(platform, cluster) };
  return [policy('deny', {}), policy('allow', allowed)];
}

function ingressOf({ catalogue, environment }: Platform, cluster: DatabaseCluster) {
  const users = catalogue
    .filter(({ uses }) => uses.databases.some(({ name }) => cluster.databases.includes(name)))
    .flatMap((app) => [app.name, ...(migrates(app) ? [migrationNameOf(app)] : [])]);
  const rules: INetworkPolicyIngressRule[] = [
    { from: [...users.map(podsOf), instancesOf(cluster)], ports: [tcp(ports.postgres)] },
    // The primary asks its standbys whether it is alone before it gives up.
    { from: [podsElsewhere(peers.databaseOperator), instancesOf(cluster)], ports: [tcp(ports.status)] },
  ];
  if (!environment.monitoring) return rules;
  return [...rules, { from: [podsElsewhere(peers.monitoring)], ports: [tcp(ports.metrics)] }];
}

function egressOf({ config }: Platform, cluster: DatabaseCluster): INetworkPolicyEgressRule[] {
  const { backup } = config.postgres;
  return [
    dnsRule,
    { to: [instancesOf(cluster)], ports: [tcp(ports.postgres), tcp(ports.status)] },
    // The instance manager is a client of the API server, whose address differs by cluster.
    { to: [anywhere], ports: [tcp(443), tcp(6443)] },
    ...(backup ? [{ to: [anywhere], ports: [tcp(portOf(backup.endpoint))] }] : []),
  ];
}

const labelOf = ({ name }: DatabaseCluster) => ({ 'cnpg.io/cluster': name });

const instancesOf = (cluster: DatabaseCluster): INetworkPolicyPeer => ({
  podSelector: { matchLabels: labelOf(cluster) },
});

/** All but the addresses where a provider tells a machine its secrets. */
const anywhere: INetworkPolicyPeer = { ipBlock: { cidr: '0.0.0.0/0', except: ['169.254.0.0/16'] } };

const portOf = (endpoint: string): number => Number(new URL(endpoint).port || 443);
