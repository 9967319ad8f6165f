import type {
  INetworkPolicy,
  INetworkPolicyEgressRule,
  INetworkPolicyIngressRule,
  INetworkPolicyPeer,
} from 'kubernetes-models/networking.k8s.io/v1';
import { callersOf, callsOf } from '../catalogue/calls-of.ts';
import type { Catalogue, Deployable } from '../catalogue/deployable.ts';
import type { Environment } from '../environment.ts';
import { databaseClusterOf, peers, selectorOf } from '../naming.ts';
import { portOf } from './cluster-placement.ts';
import { metadataOf } from './metadata.ts';

/**
 * Two policies: one that denies all in both directions, and one that allows the catalogue's calls, so that
 * nothing opens when the second is lost.
 */
export function networkPoliciesOf(catalogue: Catalogue, app: Deployable, env: Environment): INetworkPolicy[] {
  const policy = (name: string, rules: Partial<NonNullable<INetworkPolicy['spec']>>): INetworkPolicy => ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: metadataOf(app, env, `${app.name}-${name}`),
    spec: {
      podSelector: { matchLabels: selectorOf(app.name) },
      policyTypes: ['Ingress', 'Egress'],
      ...rules,
    },
  });
  const allowed = { ingress: ingressOf(catalogue, app), egress: egressOf(catalogue, app, env) };
  return [policy('deny', {}), policy('allow', allowed)];
}

function ingressOf(catalogue: Catalogue, app: Deployable): INetworkPolicyIngressRule[] {
  const callers = callersOf(catalogue, app).map(podsOf);
  const from = app.routes.length > 0 ? [...callers, podsElsewhere(peers.edge)] : callers;
  return from.length === 0 ? [] : [{ from, ports: [tcp(portOf(app))] }];
}

function egressOf(catalogue: Catalogue, app: Deployable, env: Environment): INetworkPolicyEgressRule[] {
  const calls = [
    ...callsOf(catalogue, app).map(({ name }) => callRule(catalogue, name)),
    ...app.uses.databases.map(({ name }) => databaseRule(name, env)),
    ...(env.redis ? app.uses.caches : []).map(({ name }) => ({ to: [podsOf(name)], ports: [tcp(6379)] })),
    ...app.egress.map(({ cidr, port }) => ({ to: [{ ipBlock: { cidr } }], ports: [tcp(port)] })),
  ];
  // Who calls nobody needs no names.
  return calls.length === 0 ? [] : [dnsRule, ...calls];
}

const dnsRule: INetworkPolicyEgressRule = {
  to: [podsElsewhere(peers.dns)],
  ports: [
    { protocol: 'UDP', port: 53 },
    { protocol: 'TCP', port: 53 },
  ],
};

/** Policies see the pod's port, not the Service's. */
function callRule(catalogue: Catalogue, name: string): INetworkPolicyEgressRule {
  const callee = catalogue.find((app) => app.name === name);
  return { to: [podsOf(name)], ports: callee ? [tcp(portOf(callee))] : [] };
}

const databaseRule = (database: string, env: Environment): INetworkPolicyEgressRule => ({
  to: [{ podSelector: { matchLabels: { 'cnpg.io/cluster': databaseClusterOf(database, env.postgres) } } }],
  ports: [tcp(5432)],
});

function podsOf(app: string): INetworkPolicyPeer {
  return { podSelector: { matchLabels: selectorOf(app) } };
}

function podsElsewhere({ labels, namespace }: (typeof peers)[keyof typeof peers]): INetworkPolicyPeer {
  return {
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
    podSelector: { matchLabels: labels },
  };
}

function tcp(port: number) {
  return { protocol: 'TCP' as const, port };
}
