import { describe, expect, it, jest } from '@jest/globals';
import { catalogue } from '../catalogue/catalogue.ts';
import { anEnvironment } from '../fixtures/an-environment.ts';
import type { Registered } from '../guard/recording-monitor.ts';
import { tenantStack } from '../fixtures/tenant-stacks.ts';
import { recordedProgram } from '../guard/recorded-program.ts';
import { committedStack } from '../guard/stack-input.ts';
import { environmentObjects } from '../render/environment-objects.ts';
import { kindOf, resourceOf } from './tenant-kinds.ts';
import { tenantRoleOf } from './tenant-role.ts';

// Each run of the program is a process of its own.
jest.setTimeout(60_000);

const workloads = environmentObjects(catalogue, anEnvironment()).flatMap(([, objects]) =>
  objects.map(kindOf),
);
const roles = {
  argocd: tenantRoleOf('tenant-stack', 'staging', []),
  pulumi: tenantRoleOf('tenant-stack', 'staging', workloads),
};

/** `apps/statefulsets` of the rules that have this verb, sorted. */
const allowed = (owner: keyof typeof roles, verb: string): string[] =>
  (roles[owner].rules ?? [])
    .filter(({ verbs }) => verbs.includes(verb))
    .flatMap(({ apiGroups = [], resources = [] }) => resources.map((name) => `${apiGroups.join()}/${name}`))
    .sort();

/** The same of what a program registers in the cluster. */
const registeredKinds = (registered: readonly Registered[]): string[] => {
  const objects = registered.filter(({ custom, type }) => custom && type.startsWith('kubernetes:'));
  const names = objects.map(({ inputs }) => {
    const { group, kind } = kindOf(inputs as { apiVersion: string; kind: string });
    return `${group}/${resourceOf(kind)}`;
  });
  return [...new Set(names)].sort();
};

const registeredBy = async (input: ReturnType<typeof tenantStack>): Promise<readonly Registered[]> =>
  (await recordedProgram(input)).registered;

describe.each(['argocd', 'pulumi'] as const)("a tenant's Role, where %s applies the workloads", (owner) => {
  it('has no verb and no resource for all', () => {
    const texts = (roles[owner].rules ?? []).flatMap(({ apiGroups = [], resources = [], verbs }) => [
      ...[...apiGroups, ...resources, ...verbs],
    ]);
    expect(texts.filter((text) => text.includes('*'))).toEqual([]);
  });

  it.each([
    ...['/namespaces', '/resourcequotas', '/limitranges', '/nodes', '/persistentvolumes'],
    ...[
      '/serviceaccounts/token',
      '/pods/exec',
      '/pods/attach',
      '/pods/portforward',
      '/pods/ephemeralcontainers',
    ],
    ...['rbac.authorization.k8s.io/roles', 'rbac.authorization.k8s.io/rolebindings'],
    ...['argoproj.io/appprojects', 'argoproj.io/applications', 'cert-manager.io/certificates'],
  ])('does not know %s', (resource) => {
    for (const verb of ['get', 'create', 'patch', 'update', 'delete'])
      expect(allowed(owner, verb)).not.toContain(resource);
  });

  it('has no verb that widens rights', () => {
    const verbs = new Set((roles[owner].rules ?? []).flatMap((rule) => rule.verbs));
    expect([...verbs].sort()).toEqual(['create', 'delete', 'get', 'list', 'patch', 'update', 'watch']);
  });

  it('only looks at what is made by others', () => {
    const looked = allowed(owner, 'list').filter((name) => !allowed(owner, 'create').includes(name));
    const ofWorkloads = owner === 'pulumi' ? ['/persistentvolumeclaims', 'apps/replicasets'] : [];
    expect(looked).toEqual(['/endpoints', '/pods', ...ofWorkloads].sort());
  });

  it('owns what a stack with all switched on registers, and nothing more', async () => {
    const kinds = registeredKinds(await registeredBy(tenantStack(owner)));
    expect(kinds.length).toBeGreaterThan(8);
    expect(allowed(owner, 'create')).toEqual(kinds);
    for (const verb of ['get', 'list', 'watch', 'update', 'patch', 'delete'])
      expect(allowed(owner, verb)).toEqual(expect.arrayContaining(kinds));
  });
});

describe('the committed staging stack', () => {
  it('registers nothing that its Role does not allow, and nothing outside its namespace', async () => {
    const registered = await registeredBy(committedStack('staging'));
    expect(allowed('argocd', 'create')).toEqual(expect.arrayContaining(registeredKinds(registered)));
    const objects = registered.filter(({ type }) => type.startsWith('kubernetes:'));
    const namespaces = objects.map(({ inputs }) => (inputs['metadata'] as { namespace?: string }).namespace);
    expect(new Set(namespaces)).toEqual(new Set(['staging']));
  });
});

describe('resourceOf', () => {
  it.each([
    ['NetworkPolicy', 'networkpolicies'],
    ['Ingress', 'ingresses'],
    ['Endpoints', 'endpoints'],
    ['DatabaseRole', 'databaseroles'],
  ])('names %s %s', (kind, resource) => {
    expect(resourceOf(kind)).toBe(resource);
  });
});
