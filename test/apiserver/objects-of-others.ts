import type { ApiObject } from '../../infra/api-object.ts';

/** What in a tenant's namespace only the owner or a controller makes. */
interface ObjectOfOthers {
  readonly title: string;
  /** Which rule of the admission refuses it to the tenant. */
  readonly rule: string;
  /** Whether the tenant's Role lets it make objects of the kind. */
  readonly tenantMay: boolean;
  readonly object: ApiObject;
}

const container = {
  ...{ name: 'a', image: 'a' },
  securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
};
const securityContext = { runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: 'RuntimeDefault' } };
const labels = { a: 'b' };
const pod = { metadata: { labels }, spec: { containers: [container], securityContext } };
const address = '10.0.1.11';

const kinds: readonly (Omit<ObjectOfOthers, 'object'> & { readonly object: object })[] = [
  {
    ...{ title: 'a token of an account', rule: 'tokens', tenantMay: true },
    object: { apiVersion: 'v1', kind: 'Secret', type: 'kubernetes.io/service-account-token' },
  },
  {
    ...{ title: 'Endpoints that lead elsewhere', rule: 'derived', tenantMay: false },
    object: {
      ...{ apiVersion: 'v1', kind: 'Endpoints' },
      subsets: [{ addresses: [{ ip: address }], ports: [{ port: 6443 }] }],
    },
  },
  {
    ...{ title: 'an EndpointSlice that leads elsewhere', rule: 'derived', tenantMay: false },
    object: {
      ...{ apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', addressType: 'IPv4' },
      ...{ endpoints: [{ addresses: [address] }], ports: [{ port: 6443 }] },
    },
  },
  {
    ...{ title: 'a pod of its own', rule: 'derived', tenantMay: false },
    object: { apiVersion: 'v1', kind: 'Pod', spec: pod.spec },
  },
  {
    ...{ title: 'a ReplicaSet of its own', rule: 'derived', tenantMay: false },
    object: {
      ...{ apiVersion: 'apps/v1', kind: 'ReplicaSet' },
      spec: { selector: { matchLabels: labels }, template: pod },
    },
  },
];

export const objectsOfOthers = (namespace: string): readonly ObjectOfOthers[] =>
  kinds.map(({ object, ...rest }) => {
    // A Secret's; others do not read it.
    const annotations = { 'kubernetes.io/service-account.name': 'default' };
    const metadata = { name: 'intruder', namespace, annotations };
    return { ...rest, object: { ...object, metadata } as ApiObject & typeof object };
  });
