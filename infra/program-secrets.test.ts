import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import { isSecret } from './fixtures/is-secret.ts';
import { plantedCanaries } from './fixtures/planted-canaries.ts';
import { shownTexts } from './fixtures/shown-texts.ts';
import { type RecordedProgram, recordedProgram } from './guard/recorded-program.ts';
import type { Registered } from './guard/recording-monitor.ts';
import { committedStack } from './guard/stack-input.ts';
import { committedStacks } from './render/render-stacks.ts';

jest.setTimeout(120_000);

const stacks = committedStacks();
const programs = new Map<string, RecordedProgram>();
beforeAll(async () => {
  for (const stack of stacks) programs.set(stack, await recordedProgram(committedStack(stack)));
});

function programOf(stack: string): RecordedProgram {
  const program = programs.get(stack);
  if (!program) throw new Error(`${stack} did not run`);
  return program;
}
const ofType = (stack: string, type: string): readonly Registered[] =>
  programOf(stack).registered.filter((resource) => resource.type === type);
const outputsOf = (stack: string) =>
  programOf(stack).outputs.find(({ urn }) => urn.includes('::pulumi:pulumi:Stack::'))?.outputs;

describe.each(stacks)('the program of %s', (stack) => {
  it('shows no secret in anything that it asks of the engine, or prints', () => {
    const { output, ...requests } = programOf(stack);
    const canaries = plantedCanaries(stack);
    const texts = shownTexts(requests);
    expect(texts.length).toBeGreaterThan(1000);
    const shown = texts.flatMap(([path, text]) =>
      canaries.filter((canary) => text.includes(canary.text)).map(({ secret }) => `${path}: ${secret}`),
    );
    expect(shown).toEqual([]);
    expect(canaries.filter(({ text }) => output.includes(text)).map(({ secret }) => secret)).toEqual([]);
  });

  it('holds what is searched for, inside secrets', () => {
    const all = JSON.stringify(programOf(stack));
    const held = plantedCanaries(stack).filter(({ text }) => all.includes(text));
    const keys = Object.keys(committedStack(stack).secrets).filter((key) => !key.includes('rootSecret'));
    const ofProduction = [
      ...['hosts/host-keys/goalixa-1 as OpenSSH key', 'kubeconfig of the cluster'],
      ...['cluster/k3s-token', 'redis/app', 'gitops/sessions'],
    ];
    expect(held.map(({ secret }) => secret)).toEqual(
      expect.arrayContaining([
        ...keys,
        ...['auth/kek', 'bff/cookie-key', 'postgres/authdb_owner', 'postgres/authdb_app'],
        ...(stack === 'production' ? ofProduction : []),
      ]),
    );
  });

  it('marks what each Secret holds, each kubeconfig and each key as a secret', () => {
    const held = ofType(stack, 'kubernetes:core/v1:Secret').flatMap(({ inputs, name }) =>
      ['data', 'stringData'].filter((key) => key in inputs).map((key) => [name, isSecret(inputs[key])]),
    );
    expect(held.length).toBeGreaterThan(4);
    expect(held.filter(([, isMarked]) => !isMarked)).toEqual([]);
    const providers = ofType(stack, 'pulumi:providers:kubernetes');
    expect(providers.map(({ inputs }) => isSecret(inputs['kubeconfig']))).toEqual([true]);
    const keys = ofType(stack, 'command:remote:Command').map(({ inputs }) => {
      const connection = inputs['connection'] as { readonly privateKey?: unknown };
      return isSecret(connection) || isSecret(connection.privateKey);
    });
    expect(keys.filter((isMarked) => !isMarked)).toEqual([]);
  });

  it('gives out a secret kubeconfig, and in clear what tenants read', () => {
    const { kubeconfig, ...others } = outputsOf(stack) ?? {};
    expect(isSecret(kubeconfig)).toBe(true);
    expect(others).toEqual({
      clusterIdentifier: 'goalixa-production',
      tenants: stack === 'production' ? ['staging'] : [],
      publicUrl: expect.stringMatching(/^https:\/\//),
      publicAddress: stack === 'production' ? expect.stringMatching(/^198\.51\.100\./) : null,
    });
  });
});

it("asks only a tenant's owner, and no function of a provider", () => {
  expect(
    stacks.flatMap((stack) => programOf(stack).read.map(({ name, type }) => [stack, type, name])),
  ).toEqual([['staging', 'pulumi:pulumi:StackReference', 'hosts-owner']]);
  expect(stacks.flatMap((stack) => programOf(stack).invoked)).toEqual([]);
});
