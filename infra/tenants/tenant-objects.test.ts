import { describe, expect, it } from '@jest/globals';
import type { IDeployment } from 'kubernetes-models/apps/v1';
import type { IHorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2';
import { titleOf } from '../api-object.ts';
import { catalogue } from '../catalogue/catalogue.ts';
import { bytesOf, milliCpuOf } from '../catalogue/quantity.ts';
import { anEnvironment } from '../fixtures/an-environment.ts';
import { environmentObjects } from '../render/environment-objects.ts';
import { stackModels } from '../fixtures/stack-models.ts';
import { manifestProblems } from '../render/validate.ts';
import { namespaceOf } from './namespace-objects.ts';
import { resourceQuotaOf } from './resource-quota.ts';
import { tenantStages } from './tenant-objects.ts';
import { tenantTokenName } from './tenant-token-name.ts';
import { type Tenant, tenantsSchema } from './tenants-config.ts';

const aTenant = (changes: Partial<Tenant> = {}): Tenant => ({
  ...(tenantsSchema.parse([{ environment: 'staging', branch: 'staging' }])[0] as Tenant),
  ...changes,
});
const platform = { catalogue, environment: anEnvironment() };
const objects = tenantStages(platform, aTenant()).flat();
const objectOf = (kind: string) => objects.find((object) => object.kind === kind);

describe('what a tenant gets', () => {
  it('lies in its own namespace, whole', () => {
    expect(new Set(objects.map(({ metadata }) => metadata?.namespace))).toEqual(new Set(['staging']));
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

  it('gives requests to containers that name none: the quota would refuse their pods', () => {
    const hard = resourceQuotaOf(aTenant()).spec?.hard ?? {};
    const counted = Object.keys(hard).filter((key) => /^requests\.(cpu|memory)$/.test(key));
    expect(counted).toEqual(['requests.cpu', 'requests.memory']);
    expect(objectOf('LimitRange')).toMatchObject({
      spec: { limits: [{ type: 'Container', defaultRequest: { cpu: '25m', memory: '64Mi' } }] },
    });
  });

  it('has the quota of the configuration, and neither node ports nor load balancers', () => {
    const quota = { cpu: '2', memory: '3Gi', storage: '4Gi', pods: 5 };
    expect(resourceQuotaOf(aTenant({ quota })).spec?.hard).toEqual({
      ...{ 'requests.cpu': '2', 'requests.memory': '3Gi', 'requests.storage': '4Gi', pods: '5' },
      ...{ 'services.loadbalancers': '0', 'services.nodeports': '0' },
    });
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
  it('has room for all services of staging at their most copies, and for the database', () => {
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
    const requests = pods.flat().map(({ resources }) => resources?.requests ?? {});
    const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
    const { cpu, memory, pods: count } = aTenant().quota;
    expect(pods.length).toBeGreaterThan(5);
    expect(pods.length * 2).toBeLessThan(count);
    expect(sum(requests.map((request) => milliCpuOf(String(request['cpu']))))).toBeLessThan(
      milliCpuOf(cpu) / 2,
    );
    expect(sum(requests.map((request) => bytesOf(String(request['memory']))))).toBeLessThan(
      bytesOf(memory) / 2,
    );
  });
});
