import type { IPolicyRule, IRole } from 'kubernetes-models/rbac.authorization.k8s.io/v1';
import {
  awaitedKinds,
  awaitedOfWorkloads,
  distinctKinds,
  type ObjectKind,
  resourceOf,
  stackKinds,
} from './tenant-kinds.ts';

/** All that the Kubernetes provider does: server-side apply is a patch that may create. */
const owns = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete'];
const looksAt = ['get', 'list', 'watch'];

/**
 * What a tenant's stack may do, in its own namespace and nowhere else: the kinds that it registers, by name.
 * Roles, bindings, tokens, pods' shells, its quota and its namespace are not among them.
 * @param workloads kinds of its workloads where it applies them itself, else none
 */
export const tenantRoleOf = (name: string, namespace: string, workloads: readonly ObjectKind[]): IRole => ({
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'Role',
  metadata: { name, namespace },
  rules: [
    ...rulesOf([...stackKinds, ...workloads], owns),
    ...rulesOf([...awaitedKinds, ...(workloads.length > 0 ? awaitedOfWorkloads : [])], looksAt),
  ],
});

/** One rule per API group. */
function rulesOf(kinds: readonly ObjectKind[], verbs: readonly string[]): IPolicyRule[] {
  const all = distinctKinds(kinds);
  return [...new Set(all.map(({ group }) => group))].map((group) => ({
    apiGroups: [group],
    resources: all.filter((kind) => kind.group === group).map(({ kind }) => resourceOf(kind)),
    verbs: [...verbs],
  }));
}
