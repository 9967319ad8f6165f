import type {
  INetworkPolicy,
  INetworkPolicyEgressRule,
  INetworkPolicyIngressRule,
  INetworkPolicyPeer,
} from 'kubernetes-models/networking.k8s.io/v1';
import { labelsOf, peers, selectorOf } from '../naming.ts';
import type { Platform } from '../platform.ts';
import { portOf } from '../workloads/cluster-placement.ts';
import { dnsRule, podsElsewhere, tcp } from '../workloads/network-rules.ts';
import { edgeNamespace, solver } from './edge-names.ts';

const metricsPort = 9113;

/** Two policies for the controller's namespace: one that denies all, and one that allows what the edge is for. */
export function edgeNetworkPolicies(platform: Platform): readonly INetworkPolicy[] {
  const policy = (name: string, spec: NonNullable<INetworkPolicy['spec']>): INetworkPolicy => ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: `edge-${name}`, namespace: edgeNamespace, labels: labelsOf('edge') },
    spec: { policyTypes: ['Ingress', 'Egress'], ...spec },
  });
  return [
    policy('deny', { podSelector: {} }),
    policy('allow', {
      podSelector: { matchLabels: peers.edge.labels },
      ingress: ingressOf(platform),
      egress: egressOf(platform),
    }),
  ];
}

function ingressOf({ config: { edge, hosts, monitoring } }: Platform): INetworkPolicyIngressRule[] {
  const ports = [tcp(80), tcp(443)];
  // Behind the load balancer nobody else may come: anybody could claim any address in the PROXY protocol.
  const users: INetworkPolicyIngressRule =
    edge.exposure === 'loadBalancer' && hosts.driver === 'hetzner'
      ? { from: [{ ipBlock: { cidr: `${hosts.loadBalancer.address}/32` } }], ports }
      : { ports };
  const scraping = { from: [podsElsewhere(peers.monitoring)], ports: [tcp(metricsPort)] };
  return [users, ...(monitoring.enabled ? [scraping] : [])];
}

function egressOf({ catalogue, config }: Platform): INetworkPolicyEgressRule[] {
  const namespaces = [config.environment, ...config.tenants.map(({ environment }) => environment)];
  const podsOfAll = (labels: Readonly<Record<string, string>>): INetworkPolicyPeer[] =>
    namespaces.map((namespace) => podsElsewhere({ namespace, labels }));
  const targets = catalogue
    .filter(({ routes }) => routes.length > 0)
    .map((app) => ({ to: podsOfAll(selectorOf(app.name)), ports: [tcp(portOf(app))] }));
  const isAsked = config.edge.certificates.challenge === 'http01';
  return [
    dnsRule,
    // It watches Ingresses, endpoints and Secrets; the API server's address differs by cluster.
    { to: [anywhere], ports: [tcp(443), tcp(6443)] },
    ...targets,
    ...(isAsked ? [{ to: podsOfAll(solver.labels), ports: [tcp(solver.port)] }] : []),
  ];
}

/** All but the addresses where a provider tells a machine its secrets. */
const anywhere: INetworkPolicyPeer = { ipBlock: { cidr: '0.0.0.0/0', except: ['169.254.0.0/16'] } };
