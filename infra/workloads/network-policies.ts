import type {
  INetworkPolicy,
  INetworkPolicyEgressRule,
  INetworkPolicyIngressRule,
} from 'kubernetes-models/networking.k8s.io/v1';
import { callersOf, callsOf } from '../catalogue/calls-of.ts';
import type { Catalogue, Deployable } from '../catalogue/deployable.ts';
import type { Environment } from '../environment.ts';
import { migrationNameOf, peers, selectorOf } from '../naming.ts';
import { portOf } from './cluster-placement.ts';
import { groundMetadataOf } from './metadata.ts';
import { databaseRule, dnsRule, podsElsewhere, podsOf, tcp } from './network-rules.ts';

interface Allowed {
  readonly ingress: INetworkPolicyIngressRule[];
  readonly egress: INetworkPolicyEgressRule[];
}

/** The policies of a deployable's pods: the catalogue's calls, and nothing else. */
export const networkPoliciesOf = (
  catalogue: Catalogue,
  app: Deployable,
  env: Environment,
): INetworkPolicy[] =>
  policiesOf(app, env, app.name, {
    ingress: ingressOf(catalogue, app, env),
    egress: egressOf(catalogue, app, env),
  });

/** The policies of a migration's pod: it calls the database, and nobody calls it. */
export const migrationPoliciesOf = (app: Deployable, env: Environment): INetworkPolicy[] =>
  policiesOf(app, env, migrationNameOf(app), { ingress: [], egress: [dnsRule, ...databaseRules(app, env)] });

/**
 * Two policies: one that denies all in both directions, and one that allows, so that nothing opens when the
 * second is lost.
 * @param pods name that their labels carry
 */
function policiesOf(app: Deployable, env: Environment, pods: string, allowed: Allowed): INetworkPolicy[] {
  const policy = (name: string, rules: Partial<Allowed>): INetworkPolicy => ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: groundMetadataOf(app, env, `${pods}-${name}`),
    spec: {
      podSelector: { matchLabels: selectorOf(pods) },
      policyTypes: ['Ingress', 'Egress'],
      ...rules,
    },
  });
  return [policy('deny', {}), policy('allow', allowed)];
}

function ingressOf(catalogue: Catalogue, app: Deployable, env: Environment): INetworkPolicyIngressRule[] {
  const from = [
    ...callersOf(catalogue, app).map(podsOf),
    ...(app.routes.length > 0 ? [podsElsewhere(peers.edge)] : []),
    ...(env.monitoring && isScraped(app) ? [podsElsewhere(peers.monitoring)] : []),
  ];
  return from.length === 0 ? [] : [{ from, ports: [tcp(portOf(app))] }];
}

/** A job is gone before anybody could ask it. */
const isScraped = ({ kind, metrics }: Deployable): boolean => kind !== 'job' && metrics !== null;

function egressOf(catalogue: Catalogue, app: Deployable, env: Environment): INetworkPolicyEgressRule[] {
  const calls = [
    ...callsOf(catalogue, app).map(({ name }) => callRule(catalogue, name)),
    ...databaseRules(app, env),
    ...(env.redis ? app.uses.caches : []).map(({ name }) => ({ to: [podsOf(name)], ports: [tcp(6379)] })),
    ...app.egress.map(({ cidr, port }) => ({ to: [{ ipBlock: { cidr } }], ports: [tcp(port)] })),
  ];
  // Who calls nobody needs no names.
  return calls.length === 0 ? [] : [dnsRule, ...calls];
}

const databaseRules = (app: Deployable, env: Environment): INetworkPolicyEgressRule[] =>
  app.uses.databases.map(({ name }) => databaseRule(name, env));

/** Policies see the pod's port, not the Service's. */
function callRule(catalogue: Catalogue, name: string): INetworkPolicyEgressRule {
  const callee = catalogue.find((app) => app.name === name);
  if (!callee) throw new Error(`no entry is named "${name}"`);
  return { to: [podsOf(name)], ports: [tcp(portOf(callee))] };
}
