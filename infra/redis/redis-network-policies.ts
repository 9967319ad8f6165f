import type { INetworkPolicy, INetworkPolicyIngressRule } from 'kubernetes-models/networking.k8s.io/v1';
import { peers, selectorOf } from '../naming.ts';
import type { Platform } from '../platform.ts';
import { podsElsewhere, podsOf, tcp } from '../workloads/network-rules.ts';
import { cacheName, cachePorts, metadataOf } from './metadata.ts';
import { usersOfCache } from './redis-secrets.ts';

/**
 * Two policies: one that denies all in both directions, and one that lets in those of the catalogue who use
 * the cache, and Prometheus where there is one. The cache calls nobody.
 */
export function redisNetworkPolicies(platform: Platform): readonly INetworkPolicy[] {
  const policy = (name: string, ingress: INetworkPolicyIngressRule[]): INetworkPolicy => ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: metadataOf(platform.environment.namespace, `${cacheName}-${name}`),
    spec: {
      podSelector: { matchLabels: selectorOf(cacheName) },
      policyTypes: ['Ingress', 'Egress'],
      ...(ingress.length > 0 ? { ingress } : {}),
    },
  });
  return [policy('deny', []), policy('allow', [...callers(platform), ...scraping(platform)])];
}

function callers({ catalogue }: Platform): INetworkPolicyIngressRule[] {
  const from = usersOfCache(catalogue).map(({ name }) => podsOf(name));
  // An empty list of peers would let in everybody.
  return from.length === 0 ? [] : [{ from, ports: [tcp(cachePorts.redis)] }];
}

const scraping = ({ environment }: Platform): INetworkPolicyIngressRule[] =>
  environment.monitoring
    ? [{ from: [podsElsewhere(peers.monitoring)], ports: [tcp(cachePorts.metrics)] }]
    : [];
