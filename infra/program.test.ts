import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import { catalogue } from './catalogue/catalogue.ts';
import type { Registered } from './guard/recording-monitor.ts';
import { compareUrns } from './guard/compare-urns.ts';
import { formerUrns } from './guard/former-urns.ts';
import { type RecordedProgram, recordedProgram } from './guard/recorded-program.ts';
import { committedStack, standInOf } from './guard/stack-input.ts';
import { urnEntries, urnOf } from './guard/urn-entry.ts';
import { readUrns } from './guard/urn-files.ts';
import { committedStacks } from './render/render-stacks.ts';
import { derive } from './secrets/derive.ts';
import { secretLabels } from './secrets/secret-labels.ts';

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

/** Pulumi's mark of a secret value. */
const isSecret = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && '4dabf18193072939515e22adb298388d' in value;

/** Every text in `value` that is not inside a secret, with its path. */
function plainTexts(value: unknown, path = ''): [path: string, text: string][] {
  if (isSecret(value)) return [];
  if (typeof value !== 'object' || value === null) return [[path, String(value)]];
  return Object.entries(value).flatMap(([key, inner]) => plainTexts(inner, `${path}.${key}`));
}

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
const namesOf = (urns: ReadonlySet<string>): string[] => [...urns].map((urn) => urn.split('::')[3] ?? '');

describe.each(stacks)('the program of %s', (stack) => {
  it('registers what its golden file says', () => {
    const present = urnEntries(stack, of(stack));
    expect(compareUrns(readUrns(stack), present, formerUrns(stack, of(stack)))).toEqual({
      ...{ added: [], renamed: [], lost: [], changed: [] },
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

  it('marks what each Secret holds, each kubeconfig and each key as a secret', () => {
    const held = named(stack, /^kubernetes:core\/v1:Secret$/).flatMap(({ inputs, name }) =>
      ['data', 'stringData'].filter((key) => key in inputs).map((key) => [name, isSecret(inputs[key])]),
    );
    expect(held.filter(([, marked]) => !marked)).toEqual([]);
    const kubeconfigs = named(stack, /^pulumi:providers:kubernetes$/).map(
      ({ inputs }) => inputs['kubeconfig'],
    );
    expect(kubeconfigs.every(isSecret)).toBe(true);
    const keys = of(stack).flatMap(({ inputs, name }) => {
      const connection = inputs['connection'];
      const key =
        typeof connection === 'object' && connection !== null
          ? Reflect.get(connection, 'privateKey')
          : undefined;
      return key === undefined || isSecret(key) || isSecret(connection) ? [] : [name];
    });
    expect(keys).toEqual([]);
  });

  it('shows no secret in a plain property, an argument of a box or a line of its output', () => {
    const { secrets } = committedStack(stack);
    const roots = Object.keys(secrets).filter((key) => key.includes('rootSecret'));
    const derived = roots.flatMap((key) =>
      secretLabels(catalogue).map((label) => derive(standInOf(key.replace('goalixa:', '')), label, 1)),
    );
    const canaries = [...Object.values(secrets), ...derived];
    const texts = of(stack).flatMap(({ inputs, name }) => plainTexts(inputs, name));
    expect(texts.length).toBeGreaterThan(100);
    const shown = texts.filter(([, text]) => canaries.some((canary) => text.includes(canary)));
    expect(shown.map(([path]) => path)).toEqual([]);
    expect(canaries.filter((canary) => programs.get(stack)?.output.includes(canary))).toEqual([]);
  });

  it('gives every SSH connection the key of its host', () => {
    const commands = of(stack).filter(({ type }) => type.startsWith('command:remote:'));
    const hostKeys = commands.map(({ inputs }) => {
      const { connection } = inputs as { connection: { value?: object } & object };
      return Reflect.get(isSecret(connection) ? (connection.value ?? {}) : connection, 'hostKey');
    });
    expect(hostKeys.filter((key) => key === undefined || key === '')).toEqual([]);
    expect(commands.length > 0).toBe(stack === 'production');
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

  it('protects databases and servers in production, and nothing elsewhere', () => {
    const precious = named('production', /hcloud.*:Server$|postgresql.*:(Cluster|Database)$|:ObjectStore$/);
    expect(precious.filter(({ protect }) => !protect)).toEqual([]);
    expect(of('staging').filter(({ protect }) => protect)).toEqual([]);
  });
});

describe('a tenant', () => {
  it('registers nothing outside of its namespace', () => {
    const objects = of('staging').filter(({ type }) => type.startsWith('kubernetes:'));
    const namespaces = objects.map(({ inputs }) => (inputs['metadata'] as { namespace?: string }).namespace);
    expect(new Set(namespaces)).toEqual(new Set(['staging']));
  });
});
