import type { INetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1';
import type { ApiObject } from '../api-object.ts';
import type { Catalogue } from '../catalogue/deployable.ts';
import type { Environment } from '../environment.ts';
import { labelsOf, peers } from '../naming.ts';
import { podsElsewhere, tcp } from '../workloads/network-rules.ts';
import { hostCertificateOf } from './certificate.ts';
import { solver } from './edge-names.ts';
import { ingressesOf } from './ingress.ts';

/** The edge's objects in an environment: its host's routes, and its certificate where it has one of its own. */
export const edgeObjects = (catalogue: Catalogue, env: Environment): readonly ApiObject[] => [
  ...ingressesOf(catalogue, env),
  ...(env.tls && env.certificate !== 'wildcard' ? [hostCertificateOf(env)] : []),
  ...(env.tls && env.certificate === 'http01' ? [solverPolicyOf(env)] : []),
];

/** Lets the edge reach the pods that answer the authority's question. */
const solverPolicyOf = ({ namespace }: Environment): INetworkPolicy => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'edge-solver', namespace, labels: labelsOf('edge') },
  spec: {
    podSelector: { matchLabels: solver.labels },
    policyTypes: ['Ingress', 'Egress'],
    ingress: [{ from: [podsElsewhere(peers.edge)], ports: [tcp(solver.port)] }],
  },
});
