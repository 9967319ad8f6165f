import type { IAppProject } from '@kubernetes-models/argo-cd/argoproj.io/v1alpha1';
import type { Catalogue } from '../catalogue/deployable.ts';
import { environmentObjects } from '../render/environment-objects.ts';
import { distinctKinds, kindOf, type ObjectKind } from '../tenants/tenant-kinds.ts';
import { argocdNamespace } from './argocd.ts';
import type { Delivery } from './delivery.ts';
import { thisCluster } from './application.ts';

/** Made by controllers from what is applied: only listed kinds are shown. */
const shown: readonly ObjectKind[] = [
  { group: '', kind: 'Pod' },
  { group: 'apps', kind: 'ReplicaSet' },
  { group: 'discovery.k8s.io', kind: 'EndpointSlice' },
];

/**
 * What the applications of an environment may do at most, whatever their branch holds: one repository, one
 * namespace, no kind of the whole cluster, and of the namespace's kinds those that are rendered.
 */
export const appProjectOf = (
  catalogue: Catalogue,
  repository: string,
  { environment }: Delivery,
): IAppProject => ({
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'AppProject',
  metadata: { name: environment.name, namespace: argocdNamespace },
  spec: {
    description: `The workloads of ${environment.name}, from infra/rendered/${environment.name}`,
    sourceRepos: [repository],
    destinations: [{ server: thisCluster, namespace: environment.namespace }],
    clusterResourceWhitelist: [],
    namespaceResourceWhitelist: [...distinctKinds([...renderedKinds(catalogue, environment), ...shown])],
  },
});

const renderedKinds = (catalogue: Catalogue, environment: Delivery['environment']): readonly ObjectKind[] =>
  environmentObjects(catalogue, environment).flatMap(([, objects]) => objects.map(kindOf));
