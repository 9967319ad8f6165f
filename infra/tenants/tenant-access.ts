import type { IRoleBinding } from 'kubernetes-models/rbac.authorization.k8s.io/v1';
import type { ISecret, IServiceAccount } from 'kubernetes-models/v1';
import type { ApiObject } from '../api-object.ts';
import { tenantAccount as account } from './tenant-account.ts';
import type { ObjectKind } from './tenant-kinds.ts';
import { tenantRoleOf } from './tenant-role.ts';
import { tenantTokenName } from './tenant-token-name.ts';

/**
 * Who a tenant's stack is in the cluster and what it may do there, in the order of registration: the token
 * controller deletes a token whose account is not there yet.
 * @param workloads kinds of its workloads where it applies them itself, else none
 */
export const tenantAccessOf = (
  namespace: string,
  workloads: readonly ObjectKind[],
): readonly (readonly ApiObject[])[] => [
  [serviceAccountOf(namespace), tenantRoleOf(account, namespace, workloads)],
  [roleBindingOf(namespace), tokenOf(namespace)],
];

/** No pod runs as it, so none gets its token. */
const serviceAccountOf = (namespace: string): IServiceAccount => ({
  apiVersion: 'v1',
  kind: 'ServiceAccount',
  metadata: { name: account, namespace },
  automountServiceAccountToken: false,
});

const roleBindingOf = (namespace: string): IRoleBinding => ({
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'RoleBinding',
  metadata: { name: account, namespace },
  roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: account },
  subjects: [{ kind: 'ServiceAccount', name: account, namespace }],
});

/** Of Secrets that the cluster fills a token in. */
export const tokenType = 'kubernetes.io/service-account-token';

/** The cluster fills in the token, which has no end: deleting this Secret withdraws it. */
const tokenOf = (namespace: string): ISecret => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: {
    name: tenantTokenName,
    namespace,
    annotations: { 'kubernetes.io/service-account.name': account },
  },
  type: tokenType,
});
