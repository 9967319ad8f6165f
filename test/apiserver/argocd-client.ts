import type { ApiClient } from './api-client.ts';
import type { RunningApiServer } from './start-api-server.ts';

const metadata = { name: 'argocd-application-controller', namespace: 'argocd' };

/** Asks as the controller of Argo CD, whose chart makes it an administrator of the cluster. */
export async function argocdClient(server: RunningApiServer): Promise<ApiClient> {
  await server.client.apply({ apiVersion: 'v1', kind: 'ServiceAccount', metadata });
  const binding = {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    metadata: { name: metadata.name },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' },
    subjects: [{ kind: 'ServiceAccount', ...metadata }],
  };
  await server.client.apply(binding);
  return server.clientOf(await server.tokenOf(metadata.namespace, metadata.name));
}
