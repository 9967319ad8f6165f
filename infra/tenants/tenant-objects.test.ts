import { describe, expect, it } from '@jest/globals';
import type { IDeployment } from 'kubernetes-models/apps/v1';
import type { IHorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2';
import type { ILimitRange } from 'kubernetes-models/v1';
import { type ApiObject, titleOf } from '../api-object.ts';
import { catalogue } from '../catalogue/catalogue.ts';
import { bytesOf, milliCpuOf } from '../catalogue/quantity.ts';
import { anEnvironment } from '../fixtures/an-environment.ts';
import { environmentObjects } from '../render/environment-objects.ts';
import { stackModels } from '../fixtures/stack-models.ts';
import { stackObjects } from '../fixtures/stack-objects.ts';
import { manifestProblems } from '../render/validate.ts';
import { namespaceOf } from './namespace-objects.ts';
import { priorityQuotaOf, resourceQuotaOf } from './resource-quota.ts';
import { tenantStages } from './tenant-objects.ts';
import { tenantTokenName } from './tenant-token-name.ts';
import { type Tenant, tenantsSchema } from './tenants-config.ts';

const aTenant = (changes: Partial<Tenant> = {}): Tenant => ({
  ...(tenantsSchema.parse([
    { environment: 'staging', host: 'staging.goalixa.example', branch: 'staging' },
  ])[0] as Tenant),
  ...changes,
});
const platform = { catalogue, environment: anEnvironment() };
const objects = tenantStages(platform, aTenant()).flat();
const objectOf = (kind: string) => objects.find((object) => object.kind === kind);

describe('what a tenant gets', () => {
  it('lies in its own namespace, but for what the API server asks of it', () => {
    const outside = objects.filter(({ metadata }) => metadata?.namespace !== 'staging');
    expect(new Set(outside.map(({ kind }) => kind))).toEqual(
      new Set(['ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding']),
    );
  });

  it('gets its token after all that holds it', () => {
    const [guards = [], ...later] = tenantStages(platform, aTenant());
    expect(later.flat().map(titleOf)).toEqual([
      'staging/RoleBinding tenant-stack',
      `staging/Secret ${tenantTokenName}`,
    ]);
    expect(guards.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['LimitRange', 'NetworkPolicy', 'ResourceQuota', 'ValidatingAdmissionPolicy']),
    );
  });

  it('gives no right in the whole cluster, and its one Role to its one account only', () => {
    expect(objects.map(({ kind }) => kind)).not.toContain('ClusterRole');
    expect(objects.map(({ kind }) => kind)).not.toContain('ClusterRoleBinding');
    expect(objects.filter(({ kind }) => kind === 'RoleBinding')).toEqual([
      expect.objectContaining({
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'tenant-stack' },
        subjects: [{ kind: 'ServiceAccount', name: 'tenant-stack', namespace: 'staging' }],
      }),
    ]);
    expect(objectOf('Role')).toMatchObject({ metadata: { name: 'tenant-stack' } });
    expect(objectOf('ServiceAccount')).toMatchObject({ metadata: { name: 'tenant-stack' } });
  });

  it('gives the token to no pod, and makes it after the account that it belongs to', () => {
    expect(objectOf('ServiceAccount')).toMatchObject({ automountServiceAccountToken: false });
    const stages = tenantStages(platform, aTenant()).map((stage) => stage.map(titleOf));
    expect(stages.findIndex((stage) => stage.includes('staging/ServiceAccount tenant-stack'))).toBeLessThan(
      stages.findIndex((stage) => stage.includes(`staging/Secret ${tenantTokenName}`)),
    );
  });

  it('names what the cluster fills the token in by, and no value', () => {
    expect(objectOf('Secret')).toEqual({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: {
        name: tenantTokenName,
        namespace: 'staging',
        annotations: { 'kubernetes.io/service-account.name': 'tenant-stack' },
      },
      type: 'kubernetes.io/service-account-token',
    });
  });

  it('denies all calls of all pods in both directions, DNS too', () => {
    expect(objects.filter(({ kind }) => kind === 'NetworkPolicy')).toEqual([
      expect.objectContaining({ spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] } }),
    ]);
  });

  it('fills in for containers that name none whatever the quota adds up: it would refuse their pods', () => {
    const hard = Object.keys(resourceQuotaOf(aTenant()).spec?.hard ?? {});
    const counted = hard.filter((key) => /^(requests|limits)\.(cpu|memory|ephemeral-storage)$/.test(key));
    const { spec } = objectOf('LimitRange') as ILimitRange;
    const [filled] = spec?.limits ?? [];
    const names = (values: object = {}, prefix = '') => Object.keys(values).map((key) => `${prefix}.${key}`);
    expect(filled?.type).toBe('Container');
    expect(
      [...names(filled?.defaultRequest, 'requests'), ...names(filled?.default, 'limits')].sort(),
    ).toEqual(counted.sort());
  });

  it('has the quota of the configuration, twice its memory as limit, and a count of all that has no size', () => {
    const quota = { cpu: '2', memory: '3Gi', storage: '4Gi', pods: 8 };
    expect(resourceQuotaOf(aTenant({ quota })).spec?.hard).toEqual({
      ...{ 'requests.cpu': '2', 'requests.memory': '3Gi', 'limits.memory': '6Gi' },
      ...{ 'requests.storage': '4Gi', persistentvolumeclaims: '20', pods: '8' },
      ...{ 'requests.ephemeral-storage': '1Gi', 'limits.ephemeral-storage': '4Gi' },
      ...{ 'count/configmaps': '100', 'count/secrets': '100', services: '50' },
      ...{ 'services.loadbalancers': '0', 'services.nodeports': '0' },
    });
  });

  it('has no pod with a priority', () => {
    expect(priorityQuotaOf(aTenant()).spec).toEqual({
      hard: { pods: '0' },
      scopeSelector: { matchExpressions: [{ scopeName: 'PriorityClass', operator: 'Exists' }] },
    });
    expect(objects).toContainEqual(priorityQuotaOf(aTenant()));
  });

  it('may apply workloads only where its stack is said to own them', () => {
    const resources = (owner: Tenant['owner']) => {
      const role = tenantStages(platform, aTenant({ owner }))
        .flat()
        .find(({ kind }) => kind === 'Role');
      return JSON.stringify(role);
    };
    expect(resources('argocd')).not.toContain('deployments');
    expect(resources('pulumi')).toContain('deployments');
  });

  it('passes its schemas, without an unknown field', () => {
    for (const object of [...objects, namespaceOf('staging')])
      expect([titleOf(object), ...manifestProblems(object, stackModels)]).toEqual([titleOf(object)]);
  });
});

describe('the namespace of an environment', () => {
  it('refuses, records and warns of pods that are not restricted', () => {
    expect(namespaceOf('production').metadata?.labels).toEqual({
      'app.kubernetes.io/part-of': 'goalixa',
      'pod-security.kubernetes.io/enforce': 'restricted',
      'pod-security.kubernetes.io/audit': 'restricted',
      'pod-security.kubernetes.io/warn': 'restricted',
    });
  });
});

describe('the default quota', () => {
  const staging = environmentObjects(catalogue, anEnvironment({ name: 'staging', namespace: 'staging' }));
  const all = staging.flatMap(([, list]) => list);
  const most = new Map(
    all
      .filter((object): object is IHorizontalPodAutoscaler => object.kind === 'HorizontalPodAutoscaler')
      .map(({ metadata, spec }) => [metadata?.name, spec?.maxReplicas ?? 1]),
  );
  const pods = all
    .filter((object): object is IDeployment => object.kind === 'Deployment')
    .flatMap(({ metadata, spec }) => {
      const containers = spec?.template.spec?.containers ?? [];
      return Array.from({ length: most.get(metadata?.name) ?? 1 }, () => containers);
    });
  const hard = resourceQuotaOf(aTenant()).spec?.hard ?? {};

  it('has room for all services of staging at their most copies twice, which an update needs', () => {
    expect(pods.length).toBeGreaterThan(5);
    expect(pods.length * 2).toBeLessThan(Number(hard['pods']));
  });

  it.each([
    ['requests', 'cpu', milliCpuOf],
    ['requests', 'memory', bytesOf],
    ['limits', 'memory', bytesOf],
    ['requests', 'ephemeral-storage', bytesOf],
    ['limits', 'ephemeral-storage', bytesOf],
  ] as const)('has room for twice their %s of %s, or for the database', (which, what, amountOf) => {
    const amounts = pods.flat().map(({ resources }) => amountOf(String(resources?.[which]?.[what])));
    const sum = amounts.reduce((total, amount) => total + amount, 0);
    expect(sum).toBeGreaterThan(0);
    expect(sum).toBeLessThan(amountOf(String(hard[`${which}.${what}`])) / 2);
  });

  it('counts more objects of each kind than staging has, twice', async () => {
    const registered = (await stackObjects('staging')).map(({ object }) => object);
    const countOf = (kind: string) =>
      [...registered, ...all].filter((object: ApiObject) => object.kind === kind).length;
    expect(countOf('Secret')).toBeGreaterThan(5);
    expect(countOf('Secret') * 2).toBeLessThan(Number(hard['count/secrets']));
    expect(countOf('ConfigMap') * 2).toBeLessThan(Number(hard['count/configmaps']));
    expect(countOf('Service') * 2).toBeLessThan(Number(hard['services']));
  }, 60_000);
});
