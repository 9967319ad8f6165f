import type {
  INetworkPolicyEgressRule,
  INetworkPolicyPeer,
  INetworkPolicyPort,
} from 'kubernetes-models/networking.k8s.io/v1';
import type { Environment } from '../environment.ts';
import { databaseClusterOf, peers, selectorOf } from '../naming.ts';

interface Elsewhere {
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** Names are asked for over both protocols. */
export const dnsRule: INetworkPolicyEgressRule = {
  to: [podsElsewhere(peers.dns)],
  ports: [
    { protocol: 'UDP', port: 53 },
    { protocol: 'TCP', port: 53 },
  ],
};

/** To all instances of the database's cluster: the primary may be any of them. */
export const databaseRule = (database: string, env: Environment): INetworkPolicyEgressRule => ({
  to: [{ podSelector: { matchLabels: { 'cnpg.io/cluster': databaseClusterOf(database, env.postgres) } } }],
  ports: [tcp(5432)],
});

/** Pods of the same namespace by the name that their labels carry. */
export function podsOf(name: string): INetworkPolicyPeer {
  return { podSelector: { matchLabels: selectorOf(name) } };
}

/** Pods of another namespace, as `peers` names them. */
export function podsElsewhere({ labels, namespace }: Elsewhere): INetworkPolicyPeer {
  return {
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
    podSelector: { matchLabels: labels },
  };
}

/** A TCP port of a pod. */
export function tcp(port: number): INetworkPolicyPort {
  return { protocol: 'TCP', port };
}
