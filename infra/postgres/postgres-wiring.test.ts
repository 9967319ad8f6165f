import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Registered } from '../guard/recording-monitor.ts';
import { recordedProgram } from '../guard/recorded-program.ts';
import { committedStack } from '../guard/stack-input.ts';

const registeredBy = async (stack: string): Promise<readonly Registered[]> => {
  const { registered } = await recordedProgram(committedStack(stack));
  return registered.filter(({ name }) => name.startsWith('postgres-'));
};

let production: readonly Registered[];
let staging: readonly Registered[];
beforeAll(async () => {
  production = await registeredBy('production');
  staging = await registeredBy('staging');
}, 120_000);

const ofKind = (all: readonly Registered[], kind: string): readonly Registered[] =>
  all.filter(({ inputs }) => inputs['kind'] === kind);

/** Names of what a resource waits for, by the last part of their URN. */
const waits = ({ dependencies }: Registered): string[] =>
  dependencies.map((urn) => urn.split('::').at(-1) ?? '');

const theOne = (all: readonly Registered[], name: string): Registered => {
  const found = all.filter((one) => one.name === name);
  if (found.length !== 1) throw new Error(`${found.length} resources are named ${name}`);
  return found[0] as Registered;
};

describe('the program of a tenant', () => {
  it('registers no operator, and nothing outside of its namespace', () => {
    expect(staging.filter(({ type }) => type.includes('helm'))).toEqual([]);
    expect(ofKind(staging, 'Namespace')).toEqual([]);
    const namespaces = staging.map(({ inputs }) => (inputs['metadata'] as { namespace: string }).namespace);
    expect(new Set(namespaces)).toEqual(new Set(['staging']));
    expect(ofKind(staging, 'Database')).toHaveLength(2);
  });

  it('protects nothing: it may be destroyed', () => {
    expect(staging.filter(({ protect }) => protect)).toEqual([]);
  });
});

describe("the program of the cluster's owner", () => {
  it('installs the plugin after the operator, in one namespace that exists before both', () => {
    const [operator, plugin] = ['cnpg', 'barman-cloud'].map((name) =>
      theOne(production, `postgres-release-${name}`),
    ) as [Registered, Registered];
    expect(waits(operator)).toContain('postgres-namespace-cnpg-system');
    expect(waits(plugin)).toEqual(expect.arrayContaining(['postgres-namespace-cnpg-system', operator.name]));
    expect(ofKind(production, 'Namespace')).toHaveLength(1);
  });

  it('makes the plugin wait for the certificate manager', () => {
    const plugin = theOne(production, 'postgres-release-barman-cloud');
    expect(waits(plugin)).toContain('edge-release-cert-manager');
  });

  it('makes Clusters wait for the operator, the plugin and the store', () => {
    for (const cluster of ofKind(production, 'Cluster')) {
      expect(waits(cluster)).toEqual(
        expect.arrayContaining([
          'postgres-release-cnpg',
          'postgres-release-barman-cloud',
          'postgres-objectstore-production-postgres-backup',
        ]),
      );
    }
    expect(ofKind(production, 'Cluster')).toHaveLength(2);
  });

  it('protects Clusters, Databases and the store of backups', () => {
    const kinds = production.filter(({ protect }) => protect).map(({ inputs }) => inputs['kind']);
    const data = ['Cluster', 'Cluster', 'Database', 'Database', 'ObjectStore'];
    expect(kinds.filter((kind) => kind !== 'Namespace').sort()).toEqual(data);
  });
});

describe.each([
  ['production', () => production],
  ['staging', () => staging],
])('the objects of %s', (_, objects) => {
  const namesOf = (kind: string): string[] => ofKind(objects(), kind).map(({ name }) => name);

  it('come to be in the order Secrets, Clusters, roles, logins, Databases, Secrets of the applications', () => {
    const secrets = ofKind(objects(), 'Secret').filter(({ inputs }) => inputs['type'] !== 'Opaque');
    expect(secrets).toHaveLength(8);
    for (const cluster of ofKind(objects(), 'Cluster'))
      expect(waits(cluster)).toEqual(expect.arrayContaining(secrets.map(({ name }) => name)));
    for (const role of ofKind(objects(), 'DatabaseRole'))
      expect(waits(role)).toEqual(expect.arrayContaining(namesOf('Cluster')));
    for (const database of ofKind(objects(), 'Database'))
      expect(waits(database)).toEqual(expect.arrayContaining(namesOf('DatabaseRole')));
    for (const name of ['auth-database', 'auth-migration', 'core-api-database', 'core-api-migration']) {
      const secret = objects().find(({ name: own }) => own.endsWith(`-${name}`));
      expect(secret && waits(secret)).toEqual(expect.arrayContaining(namesOf('Database')));
    }
  });

  it('make a login wait for its role', () => {
    for (const login of ofKind(objects(), 'DatabaseRole').filter(({ name }) => /-[ab]$/.test(name)))
      expect(waits(login)).toContain(login.name.replace(/-[ab]$/, ''));
  });

  it('are waited for by their state', () => {
    const waited = ['Cluster', 'DatabaseRole', 'Database'].map((kind) =>
      ofKind(objects(), kind).map(
        ({ inputs }) => (inputs['metadata'] as { annotations: Record<string, string> }).annotations,
      ),
    );
    const [clusters = [], roles = [], databases = []] = waited;
    for (const annotations of clusters) expect(annotations['pulumi.com/waitFor']).toBe('condition=Ready');
    for (const annotations of [...roles, ...databases])
      expect(annotations['pulumi.com/waitFor']).toBe('jsonpath={.status.applied}=true');
  });

  it('hand every Secret over as a secret as a whole', () => {
    for (const { additionalSecretOutputs, inputs } of ofKind(objects(), 'Secret')) {
      expect(additionalSecretOutputs).toEqual(['data', 'stringData']);
      // Pulumi's signature of a secret value.
      expect(inputs['stringData']).toMatchObject({ '4dabf18193072939515e22adb298388d': expect.any(String) });
    }
  });
});
