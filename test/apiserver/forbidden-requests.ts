import type { ApiObject } from '../../infra/api-object.ts';
import type { Answer, ApiClient } from './api-client.ts';

/** A request that only an administrator may send; it changes nothing. */
export interface ForbiddenRequest {
  readonly title: string;
  readonly ask: (client: ApiClient) => Promise<Answer>;
}

interface Namespaces {
  /** The tenant's. */
  readonly own: string;
  /** Of the stack that owns the cluster. */
  readonly other: string;
}

const rbac = 'rbac.authorization.k8s.io/v1';
const dryRun = { dryRun: ['All'] };

/** Ways out of a tenant's namespace, and to more rights inside it. */
export const forbiddenRequests = (namespaces: Namespaces): readonly ForbiddenRequest[] => [
  ...readings(namespaces),
  ...intrusions(namespaces),
  ...escalations(namespaces),
  ...disguises(namespaces),
];

const readings = ({ other, own }: Namespaces): ForbiddenRequest[] =>
  [
    '/api/v1/namespaces',
    '/api/v1/nodes',
    '/api/v1/secrets',
    `/api/v1/namespaces/${own}`,
    `/api/v1/namespaces/${other}`,
    `/api/v1/namespaces/${other}/secrets`,
    `/api/v1/namespaces/${other}/configmaps`,
    `/api/v1/namespaces/${other}/pods`,
    '/api/v1/namespaces/kube-system/secrets',
    '/apis/argoproj.io/v1alpha1/appprojects',
    '/apis/argoproj.io/v1alpha1/applications',
    '/apis/cert-manager.io/v1/clusterissuers',
    `/apis/${rbac}/clusterroles`,
    `/apis/${rbac}/namespaces/${own}/roles`,
    `/apis/${rbac}/namespaces/${own}/rolebindings`,
    '/apis/apiextensions.k8s.io/v1/customresourcedefinitions?limit=1',
  ].map((path) => ({ title: `read ${path}`, ask: (client) => client.send('GET', path) }));

function intrusions({ other }: Namespaces): ForbiddenRequest[] {
  const metadata = { name: 'intruder', namespace: other };
  const pod = {
    containers: [
      {
        name: 'a',
        image: 'a',
        securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
        volumeMounts: [{ name: 'stolen', mountPath: '/stolen' }],
      },
    ],
    securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
    volumes: [{ name: 'stolen', secret: { secretName: 'auth-database' } }],
  };
  return [
    creation('a ConfigMap in another namespace', { apiVersion: 'v1', kind: 'ConfigMap', metadata }),
    creation('a Secret in another namespace', { apiVersion: 'v1', kind: 'Secret', metadata }),
    creation('a pod that mounts a Secret of another namespace', {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata,
      spec: pod,
    }),
    creation('an AppProject', {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'AppProject',
      metadata: { name: 'intruder', namespace: 'default' },
      spec: {},
    }),
    creation('a namespace', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'intruder' } }),
    {
      title: 'delete all Secrets of another namespace',
      ask: (client) => client.send('DELETE', `/api/v1/namespaces/${other}/secrets`, dryRun),
    },
  ];
}

function escalations({ other, own }: Namespaces): ForbiddenRequest[] {
  const rules = [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }];
  const toAdmin = { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' };
  const subjects = [{ kind: 'ServiceAccount', name: 'default', namespace: own }];
  const inOwn = { name: 'intruder', namespace: own };
  return [
    creation('a Role', { apiVersion: rbac, kind: 'Role', metadata: inOwn, rules }),
    creation('a ClusterRole', {
      apiVersion: rbac,
      kind: 'ClusterRole',
      metadata: { name: 'intruder' },
      rules,
    }),
    ...[own, other].map((namespace) =>
      creation(`a RoleBinding to cluster-admin in ${namespace}`, {
        apiVersion: rbac,
        kind: 'RoleBinding',
        metadata: { name: 'intruder', namespace },
        roleRef: toAdmin,
        subjects,
      }),
    ),
    creation('a ClusterRoleBinding', {
      apiVersion: rbac,
      kind: 'ClusterRoleBinding',
      metadata: { name: 'intruder' },
      roleRef: toAdmin,
      subjects,
    }),
  ];
}

const disguises = ({ other, own }: Namespaces): ForbiddenRequest[] => [
  ...[own, other, 'kube-system'].map((namespace) => ({
    title: `a token of another ServiceAccount, in ${namespace}`,
    ask: (client: ApiClient) =>
      client.send('POST', `/api/v1/namespaces/${namespace}/serviceaccounts/default/token?dryRun=All`, {
        apiVersion: 'authentication.k8s.io/v1',
        kind: 'TokenRequest',
        spec: {},
      }),
  })),
  ...[
    { 'impersonate-user': 'admin', 'impersonate-group': 'system:masters' },
    { 'impersonate-user': 'system:kube-controller-manager' },
  ].map((headers) => ({
    title: `impersonate ${Object.values(headers).join(' of ')}`,
    ask: (client: ApiClient) => client.send('GET', '/api/v1/secrets', undefined, undefined, headers),
  })),
];

function creation(what: string, object: ApiObject & Readonly<Record<string, unknown>>): ForbiddenRequest {
  return { title: `create ${what}`, ask: (client) => client.create(object, '&dryRun=All') };
}
