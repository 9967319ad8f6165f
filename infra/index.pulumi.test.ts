import { beforeAll, describe, expect, it } from '@jest/globals';
import { catalogue } from './catalogue/catalogue.ts';
import { configOfStack } from './config-file.ts';
import { environmentOf } from './environment.ts';
import { engineConfigOf } from './fixtures/engine-config.ts';
import { type Registered, recordingMonitor, settled } from './fixtures/recording-monitor.ts';
import { imageLockOf } from './image-lock.ts';
import { environmentObjects } from './render/rendered-tree.ts';
import { typeOf } from './register-all.ts';

/** The production stack, if the program itself applied the workloads. */
const config = {
  ...engineConfigOf('production'),
  'goalixa:workloads': '{"owner":"pulumi"}',
  'goalixa:kubeconfig': 'canary',
};

let registered: readonly Registered[];
beforeAll(async () => {
  registered = await recordingMonitor('test', config);
  await import('./index.ts');
  await settled(registered);
});

const environment = environmentOf(configOfStack('production', catalogue), imageLockOf('production'));
const rendered = environmentObjects(catalogue, environment).flatMap(([app, objects]) =>
  objects.map((object) => ({ box: app === 'edge' ? 'edge' : 'workloads', object })),
);
const objects = (): Registered[] => registered.filter(({ type }) => type.startsWith('kubernetes:'));

describe('the program, where the stack applies the workloads itself', () => {
  it('registers just the objects that are rendered', () => {
    const inputs = objects().map(({ inputs, name, type }) => ({ name, type, inputs }));
    const expected = rendered.map(({ box, object }) => ({
      name: `${box}-${object.kind.toLowerCase()}-${object.metadata?.name}`,
      type: typeOf(object),
      inputs: { ...object },
    }));
    const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1);
    expect(inputs.sort(byName)).toEqual(expected.sort(byName));
  });

  it('gives each object its box as parent and the cluster as provider', () => {
    const provider =
      /^urn:pulumi:test::goalixa::goalixa:infra:Cluster\$pulumi:providers:kubernetes::cluster-provider::/;
    for (const { name, parent, provider: used } of objects()) {
      const box = name.split('-')[0] ?? '';
      const token = `${box.charAt(0).toUpperCase()}${box.slice(1)}`;
      expect(parent).toBe(`urn:pulumi:test::goalixa::goalixa:infra:${token}::${box}`);
      expect(used).toMatch(provider);
    }
  });

  it('names nothing twice', () => {
    const names = registered.map(({ name, type }) => `${type} ${name}`);
    expect(new Set(names).size).toBe(names.length);
  });

  it('hands the kubeconfig to the provider alone, marked as a secret', () => {
    const holders = registered.filter(({ inputs }) => JSON.stringify(inputs).includes('canary'));
    expect(holders.map(({ name }) => name)).toEqual(['cluster-provider']);
    // Pulumi's signature of a secret value.
    expect(holders[0]?.inputs).toMatchObject({
      kubeconfig: { '4dabf18193072939515e22adb298388d': '1b47061264138c4ac30d75fd1eb44270', value: 'canary' },
      enableSecretMutable: 'true',
      enableConfigMapMutable: 'true',
    });
  });
});
