import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import { isSecret } from './fixtures/is-secret.ts';
import type { Registered } from './guard/recording-monitor.ts';
import { compareUrns } from './guard/compare-urns.ts';
import { formerUrns } from './guard/former-urns.ts';
import { mockState } from './guard/mock-state.ts';
import { type RecordedProgram, recordedProgram } from './guard/recorded-program.ts';
import { committedStack, standInOf } from './guard/stack-input.ts';
import { urnEntries, urnOf } from './guard/urn-entry.ts';
import { readUrns } from './guard/urn-files.ts';
import { sshKeyPair } from './hosts/ssh-key-pair.ts';
import { committedStacks } from './render/render-stacks.ts';
import { derive } from './secrets/derive.ts';
import { hostKeyLabel } from './secrets/secret-labels.ts';

jest.setTimeout(120_000);

const stacks = committedStacks();
const programs = new Map<string, RecordedProgram>();
beforeAll(async () => {
  for (const stack of stacks) programs.set(stack, await recordedProgram(committedStack(stack)));
});

const of = (stack: string): readonly Registered[] => programs.get(stack)?.registered ?? [];
const named = (stack: string, pattern: RegExp): readonly Registered[] => {
  const found = of(stack).filter(({ type }) => pattern.test(type));
  expect(found).not.toEqual([]);
  return found;
};
const isBox = ({ type }: Registered) => type.startsWith('goalixa:infra:');
const isOfEngine = ({ type }: Registered) => type.startsWith('pulumi:');

/** All that resource waits for, directly or not. */
function waitsFor(stack: string, resource: Registered): ReadonlySet<string> {
  const byUrn = new Map(of(stack).map((each) => [urnOf(stack, each), each]));
  const seen = new Set<string>();
  const visit = (each: Registered): void => {
    for (const urn of each.dependencies.filter((one) => !seen.has(one))) {
      seen.add(urn);
      const next = byUrn.get(urn);
      if (next) visit(next);
    }
  };
  visit(resource);
  return seen;
}
/** Secret as a whole, as its key is. */
const connectionOf = ({ connection }: Registered['inputs']) =>
  (isSecret(connection) ? Reflect.get(connection as object, 'value') : connection) as {
    readonly host: string;
    readonly hostKey: string;
  };
const namesOf = (urns: ReadonlySet<string>): string[] => [...urns].map((urn) => urn.split('::')[3] ?? '');

describe.each(stacks)('the program of %s', (stack) => {
  it('registers what its golden file says', () => {
    const present = urnEntries(stack, of(stack));
    expect(compareUrns(readUrns(stack), present, formerUrns(stack, of(stack)))).toEqual({
      ...{ added: [], renamed: [], lost: [], changed: [], bared: [] },
    });
  });

  it('registers the boxes of the diagram, without arguments that would land in the state', () => {
    expect(
      of(stack)
        .filter(isBox)
        .map(({ inputs, type }) => [type, inputs]),
    ).toEqual(
      ['Hosts', 'Cluster', 'Tenants', 'Edge', 'Postgres', 'Redis', 'Workloads', 'Gitops'].map((box) => [
        `goalixa:infra:${box}`,
        {},
      ]),
    );
  });

  it('names nothing twice', () => {
    const urns = of(stack).map((resource) => urnOf(stack, resource));
    expect(urns.filter((urn, index) => urns.indexOf(urn) !== index)).toEqual([]);
  });

  it('gives each resource the box that its name begins with as parent', () => {
    const boxes = new Map(
      of(stack)
        .filter(isBox)
        .map((box) => [urnOf(stack, box), box.name]),
    );
    const inside = of(stack).filter(
      (resource) => !isBox(resource) && resource.type !== 'pulumi:pulumi:Stack',
    );
    const orphans = inside.filter(({ name, parent }) => {
      const box = boxes.get(parent);
      return box === undefined || !name.startsWith(`${box}-`);
    });
    expect(orphans.map(({ name, parent }) => [name, parent])).toEqual([]);
  });

  it('gives each resource an explicit provider of this stack', () => {
    const providers = new Set(
      of(stack)
        .filter(({ type }) => type.startsWith('pulumi:providers:'))
        .map((provider) => urnOf(stack, provider)),
    );
    const without = of(stack).filter(
      (resource) =>
        !isBox(resource) &&
        !isOfEngine(resource) &&
        !providers.has(resource.provider.replace(/::[^:]*$/, '')),
    );
    expect(without.map(({ name }) => name)).toEqual([]);
  });

  it('lets Databases wait for their Cluster, and Clusters for what keeps their passwords and backups', () => {
    for (const database of named(stack, /:Database$/)) {
      const cluster = (database.inputs as { spec: { cluster: { name: string } } }).spec.cluster.name;
      expect(namesOf(waitsFor(stack, database))).toContain(`postgres-cluster-${stack}-${cluster}`);
    }
    for (const cluster of named(stack, /postgresql.*:Cluster$/))
      expect(namesOf(waitsFor(stack, cluster)).some((name) => name.startsWith('postgres-secret-'))).toBe(
        true,
      );
  });
});

describe('the owner of the cluster', () => {
  it('lets database Clusters wait for their operator, its plugin and the certificate manager', () => {
    for (const cluster of named('production', /postgresql.*:Cluster$/))
      expect(namesOf(waitsFor('production', cluster))).toEqual(
        expect.arrayContaining([
          'postgres-release-cnpg',
          'postgres-release-barman-cloud',
          'edge-release-cert-manager',
        ]),
      );
  });

  it("lets its own Applications wait for the stack's Secrets, and a tenant's for none of them", () => {
    const secretsOf = (name: string) => {
      const application = of('production').find((each) => each.name === name);
      const waited = application ? namesOf(waitsFor('production', application)) : [];
      expect(waited).toContain('gitops-release-argocd');
      return waited.filter((each) => /^(postgres|redis|workloads)-secret-/.test(each));
    };
    const own = named('production', /:Secret$/).filter(({ name }) =>
      /^(postgres|redis|workloads)-/.test(name),
    );
    expect(secretsOf('gitops-application-argocd-production-edge').sort()).toEqual(
      own.map(({ name }) => name).sort(),
    );
    expect(secretsOf('gitops-application-argocd-staging-edge')).toEqual([]);
  });

  it('gives every SSH connection the key of the very host that it leads to', () => {
    const keys = new Map(
      named('production', /:Server$/).map(({ inputs, name, type }) => {
        const label = hostKeyLabel(name.replace('hosts-server-', ''));
        const { publicKey } = sshKeyPair(derive(standInOf('rootSecret1'), label, 1));
        return [mockState(type, name, inputs).state['ipv4Address'], publicKey];
      }),
    );
    const connections = named('production', /^command:remote:Command$/).map(({ inputs }) =>
      connectionOf(inputs),
    );
    expect(new Set(connections.map(({ host }) => host))).toEqual(new Set(keys.keys()));
    expect(connections.map(({ host, hostKey }) => [host, hostKey])).toEqual(
      connections.map(({ host }) => [host, keys.get(host)]),
    );
  });

  it.each([
    /^hcloud.*:Server$/,
    /^kubernetes:postgresql.*:(Cluster|Database)$/,
    /:ObjectStore$/,
    /:Namespace$/,
    /^kubernetes:helm.sh.*:Release$/,
  ])('protects %s', (type) => {
    expect(named('production', type).filter(({ protect }) => !protect)).toEqual([]);
  });

  it('is the only one that protects', () => {
    expect(of('staging').filter(({ protect }) => protect)).toEqual([]);
  });
});

describe('a tenant', () => {
  it('connects to no host', () => {
    expect(of('staging').filter(({ type }) => type.startsWith('command:'))).toEqual([]);
  });

  it('registers nothing outside of its namespace', () => {
    const objects = of('staging').filter(({ type }) => type.startsWith('kubernetes:'));
    const namespaces = objects.map(({ inputs }) => (inputs['metadata'] as { namespace?: string }).namespace);
    expect(new Set(namespaces)).toEqual(new Set(['staging']));
  });
});
