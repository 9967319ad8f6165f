import { describe, expect, it } from '@jest/globals';
import * as pulumi from '@pulumi/pulumi';
import fc from 'fast-check';
import { parse, stringify } from 'yaml';
import { catalogue } from '../catalogue/catalogue.ts';
import { engineStack } from './config-engine.ts';
import { configOfText, rawConfigOf } from './config-file.ts';
import { engineFormOf } from '../fixtures/engine-form.ts';
import { stackFiles } from '../fixtures/stack-files.ts';

/** The configuration, or what is said instead. */
const outcomeOf = (read: () => unknown): unknown => {
  try {
    return read();
  } catch (error) {
    return error instanceof Error ? error.message : error;
  }
};

const fromFile = (stack: string, text: string) =>
  outcomeOf(() => configOfText(stack, text, catalogue, 'run'));

/** The engine adds the project's own settings, unless the stack has others. */
const ofProject = { 'pulumi:disable-default-providers': '["*"]' };

async function fromEngine(stack: string, text: string, project: object = ofProject): Promise<unknown> {
  const { config, secretKeys } = engineFormOf(text);
  await pulumi.runtime.setMocks(
    { newResource: () => ({ id: '', state: {} }), call: () => ({}) },
    'goalixa',
    stack,
  );
  pulumi.runtime.setAllConfig({ ...project, ...config }, [...secretKeys]);
  return outcomeOf(() => engineStack(catalogue).config);
}

/** The CLI stops at these before the program starts. */
const isYamlFault = ({ text }: { text: string }): boolean =>
  typeof outcomeOf(() => rawConfigOf('any', text)) === 'string';

const files = [...stackFiles('invalid').filter((file) => !isYamlFault(file)), ...stackFiles('valid')];

/** Places of all values below `value`, as paths. */
const pathsIn = (value: unknown): string[][] =>
  typeof value !== 'object' || value === null
    ? []
    : Object.entries(value).flatMap(([key, inner]) => [
        [key],
        ...pathsIn(inner).map((path) => [key, ...path]),
      ]);

function replaced(value: unknown, [key, ...rest]: readonly string[], by: unknown): unknown {
  if (key === undefined) return by;
  if (Array.isArray(value))
    return value.map((item, at) => (String(at) === key ? replaced(item, rest, by) : item));
  const fields = value as Readonly<Record<string, unknown>>;
  return { ...fields, [key]: replaced(fields[key], rest, by) };
}

const whatever = fc.constantFrom<unknown>(
  ...[null, '', '[', 'x', '[secret]', '10.0.0.0/8', 0, -1, 1.5, 1e21, true],
  ...[[], {}, [null], [[]], [{}], { x: 1 }, { secure: 'v1:c2VhbGVk' }, [{ secure: 'v1:c2VhbGVk' }]],
);

/** A valid stack file with one value replaced. */
const spoiled = fc
  .tuple(fc.constantFrom(...stackFiles('valid')), fc.nat(), whatever)
  .map(([{ stack, text }, seed, value]) => {
    const { config } = parse(text) as { config: unknown };
    const places = pathsIn(config);
    return {
      stack,
      text: stringify({ config: replaced(config, places[seed % places.length] ?? [], value) }),
    };
  });

describe('the engine and the file', () => {
  it.each(files)('give the same for $stack.yaml', async ({ stack, text }) => {
    expect(await fromEngine(stack, text)).toEqual(fromFile(stack, text));
  });

  it.each(['[]', '["hcloud"]', '*', '["*", "*"]', ''])(
    'keep the guard of the default providers: a stack cannot make it %j',
    async (value) => {
      const [{ stack = '', text = '' } = {}] = stackFiles('valid');
      const project = { 'pulumi:disable-default-providers': value };
      expect(await fromEngine(stack, text, project)).toMatch(
        /\n {2}pulumi:disable-default-providers: a setting of the engine/,
      );
    },
  );

  it('differ about settings of the project, which only a file may not have', async () => {
    const [{ stack = '', text = '' } = {}] = stackFiles('valid');
    const project = { ...ofProject, 'pulumi:tags': '{"team":"platform"}' };
    expect(await fromEngine(stack, text, project)).toEqual(fromFile(stack, text));
    expect(fromFile(stack, text.replace('config:\n', 'config:\n  pulumi:tags: {team: platform}\n'))).toMatch(
      /\n {2}pulumi:tags: a setting of the engine/,
    );
  });

  it('tell an encrypted object from a kubeconfig that is written as JSON', async () => {
    const { stack, text } = stackFiles('valid').find((file) => file.stack === 'existing') ?? {};
    const config = { ...engineFormOf(text ?? '').config, 'goalixa:kubeconfig': '{"clusters":[]}' };
    const keys = ['goalixa:rootSecret1', 'goalixa:kubeconfig', 'goalixa:dnsToken'];
    const read = (changes: Record<string, string>) => {
      pulumi.runtime.setAllConfig({ ...config, ...changes }, keys);
      return outcomeOf(() => engineStack(catalogue).config);
    };
    await fromEngine(stack ?? '', text ?? '');
    expect(read({})).toMatchObject({ environment: 'staging' });
    expect(read({ 'goalixa:dnsToken': '{"a":"canary"}' })).toMatch(
      /^[^\n]*: 1 problem\n {2}goalixa:dnsToken: must be encrypted as a whole; /,
    );
  });

  it('give the same, a configuration or a list of problems, whatever a value is replaced by', async () => {
    await fc.assert(
      fc.asyncProperty(spoiled, async ({ stack, text }) => {
        fc.pre(!isYamlFault({ text }));
        const outcome = fromFile(stack, text);
        expect(await fromEngine(stack, text)).toEqual(outcome);
        if (typeof outcome !== 'string') return;
        expect(outcome).toMatch(/^Pulumi\.[\w-]+\.yaml: \d+ problems?\n/);
        expect(outcome).not.toMatch(/Invalid |expected|undefined|\[object/);
      }),
      { numRuns: 150 },
    );
  }, 60_000);
});
