import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { titleOf } from './api-object.ts';
import { catalogue } from './catalogue/catalogue.ts';
import { configOfStack, rawConfigOf } from './config/config-file.ts';
import { environmentOf } from './environment.ts';
import { kubeconfigCanary } from './guard/mock-state.ts';
import type { Registered } from './guard/recording-monitor.ts';
import { type RecordedProgram, recordedProgram } from './guard/recorded-program.ts';
import { completedStack, standInOf } from './guard/stack-input.ts';
import { urnOf } from './guard/urn-entry.ts';
import { imageLockOf } from './image-lock.ts';
import { paths } from './paths.ts';
import { environmentObjects } from './render/environment-objects.ts';
import { typeOf } from './register-all.ts';

// Each stack's program runs in a process of its own.
jest.setTimeout(120_000);

const stacks = ['production', 'staging'];

/** A run of a committed stack's program with other settings of its workloads. */
function runOf(stack: string, workloads: object): Promise<RecordedProgram> {
  const raw = rawConfigOf(stack, readFileSync(paths.stackFile(stack), 'utf8'));
  return recordedProgram(completedStack(stack, { ...raw, 'goalixa:workloads': workloads }));
}

/** What it registers. */
const programOf = async (stack: string, workloads: object): Promise<readonly Registered[]> =>
  (await runOf(stack, workloads)).registered;

const environment = (stack: string) => environmentOf(configOfStack(stack, catalogue), imageLockOf(stack));
const rendered = (stack: string) =>
  environmentObjects(catalogue, environment(stack)).flatMap(([app, objects]) =>
    objects.map((object) => ({ box: app === 'edge' ? 'edge' : 'workloads', object })),
  );
const isWorkload = ({ custom, inputs, name }: Registered): boolean =>
  custom && (name.startsWith('workloads-') || inputs['kind'] === 'Ingress') && inputs['kind'] !== 'Secret';
const secretsOf = (registered: readonly Registered[]): string[] =>
  registered
    .filter(({ inputs, name }) => name.startsWith('workloads-') && inputs['kind'] === 'Secret')
    .map(({ name }) => name)
    .sort();

describe.each(stacks)('the program of %s, where it applies the workloads itself', (stack) => {
  let registered: readonly Registered[];
  let urns: Map<string, Registered>;
  beforeAll(async () => {
    registered = await programOf(stack, { owner: 'pulumi' });
    urns = new Map(registered.map((resource) => [urnOf(stack, resource), resource]));
  });
  const named = (kind: string, name: string): Registered => {
    const found = registered.find((one) => one.name === `workloads-${kind}-${stack}-${name}`);
    if (!found) throw new Error(`no ${kind} ${name}`);
    return found;
  };
  const waitsFor = (resource: Registered): string[] =>
    resource.dependencies.map((urn) => urns.get(urn)?.name ?? urn);

  it('registers just the objects that are rendered', () => {
    const inputs = registered.filter(isWorkload).map(({ inputs, name, type }) => ({ name, type, inputs }));
    const expected = rendered(stack).map(({ box, object }) => ({
      name: `${box}-${object.kind.toLowerCase()}-${object.metadata?.namespace}-${object.metadata?.name}`,
      type: typeOf(object),
      inputs: { ...object },
    }));
    const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1);
    expect(inputs.sort(byName)).toEqual(expected.sort(byName));
    expect(inputs.length).toBeGreaterThan(40);
  });

  it('gives each object its box as parent and the cluster as provider', () => {
    const provider = /goalixa:infra:Cluster\$pulumi:providers:kubernetes::cluster-provider::/;
    for (const { name, parent, provider: used } of registered.filter(isWorkload)) {
      const box = name.split('-')[0] ?? '';
      const token = `${box.charAt(0).toUpperCase()}${box.slice(1)}`;
      expect(parent).toBe(`urn:pulumi:${stack}::goalixa::goalixa:infra:${token}::${box}`);
      expect(used).toMatch(provider);
    }
  });

  it('starts pods after the migration, and the migration after its policies and Secrets', () => {
    const job = waitsFor(named('job', 'auth-migrate'));
    expect(job).toEqual(
      expect.arrayContaining([
        `workloads-secret-${stack}-auth-generated`,
        `workloads-serviceaccount-${stack}-auth`,
        `workloads-networkpolicy-${stack}-auth-migrate-allow`,
      ]),
    );
    expect(waitsFor(named('deployment', 'auth'))).toContain(`workloads-job-${stack}-auth-migrate`);
    expect(waitsFor(named('deployment', 'web')).filter((name) => name.includes('migrate'))).toEqual([]);
  });

  it('hands the kubeconfig to the provider alone, which changes Secrets and ConfigMaps in place', () => {
    const canary = new RegExp(`${standInOf('kubeconfig')}|${kubeconfigCanary}`);
    const holders = registered.filter(
      ({ inputs, type }) => type.startsWith('kubernetes:') && canary.test(JSON.stringify(inputs)),
    );
    expect(holders).toEqual([]);
    const [provider] = registered.filter(({ type }) => type === 'pulumi:providers:kubernetes');
    expect(JSON.stringify(provider?.inputs['kubeconfig'])).toMatch(canary);
    expect(provider?.inputs).toMatchObject({ enableSecretMutable: 'true', enableConfigMapMutable: 'true' });
  });

  it('names nothing twice', () => {
    expect(urns.size).toBe(registered.length);
  });
});

describe('the Secrets of the workloads', () => {
  const made = (stack: string) => ['auth', 'bff'].map((app) => `workloads-secret-${stack}-${app}-generated`);

  it.each(stacks)('are made by %s, also where Argo CD applies the workloads', async (stack) => {
    const registered = await programOf(stack, { owner: 'argocd' });
    expect(registered.filter(isWorkload)).toEqual([]);
    expect(secretsOf(registered)).toEqual(made(stack));
  });

  it('are marked as secret as a whole', async () => {
    const registered = await programOf('staging', { owner: 'argocd' });
    const secrets = registered.filter(({ name }) => secretsOf(registered).includes(name));
    // Pulumi's signature of a secret value.
    const mark = { '4dabf18193072939515e22adb298388d': '1b47061264138c4ac30d75fd1eb44270' };
    for (const { additionalSecretOutputs, inputs } of secrets) {
      expect(inputs).toMatchObject({ stringData: mark });
      expect(additionalSecretOutputs).toEqual(expect.arrayContaining(['data', 'stringData']));
    }
  });

  it('are left out with all else where the box is switched off', async () => {
    const registered = await programOf('staging', { owner: 'pulumi', enabled: false });
    expect(registered.filter(({ name }) => name.startsWith('workloads-'))).toEqual([]);
  });
});

describe('the address that the public name has to point to', () => {
  const outputsOf = async (stack: string) => {
    const { outputs } = await runOf(stack, { owner: 'argocd', enabled: false });
    return outputs.find(({ urn }) => urn.includes('::pulumi:pulumi:Stack::'))?.outputs;
  };

  it('is an output where the stack makes a load balancer, and empty of another stack', async () => {
    expect(await outputsOf('production')).toMatchObject({
      publicAddress: expect.stringMatching(/^198\.51\./),
    });
    const others = await outputsOf('staging');
    expect(others).toHaveProperty('publicUrl');
    expect(others).toHaveProperty('publicAddress', null);
  });
});

describe('what the stacks and Argo CD apply in one cluster', () => {
  it('is disjoint by kind, namespace and name', async () => {
    const programs = await Promise.all(stacks.map((stack) => programOf(stack, { owner: 'argocd' })));
    const owners = [
      ...programs.map((registered, index) => ({
        owner: `Pulumi.${stacks[index]}.yaml`,
        titles: registered.filter(({ type }) => type.startsWith('kubernetes:')).map(titleOfRegistered),
      })),
      ...stacks.map((stack) => ({
        owner: `infra/rendered/${stack}`,
        titles: rendered(stack).map(({ object }) => titleOf(object)),
      })),
    ];
    const claims = owners.flatMap(({ owner, titles }) => titles.map((title) => `${title} of ${owner}`));
    const titles = owners.flatMap((one) => one.titles);
    const twice = titles.filter((title, index) => titles.indexOf(title) !== index);
    expect(claims.filter((claim) => twice.some((title) => claim.startsWith(`${title} of `)))).toEqual([]);
    for (const { owner, titles: own } of owners) expect([owner, own.length > 5]).toEqual([owner, true]);
  });
});

/** `staging/Secret auth-generated`; a Release has its name among its inputs. */
function titleOfRegistered({ inputs, type }: Registered): string {
  const { kind, metadata, name, namespace } = inputs as {
    kind?: string;
    metadata?: { name: string; namespace?: string };
    name?: string;
    namespace?: string;
  };
  const place = metadata ?? { name, namespace };
  return `${place.namespace ?? '-'}/${kind ?? type.split(':').at(-1)} ${place.name}`;
}
