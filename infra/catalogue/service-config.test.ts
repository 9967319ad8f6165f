import { describe, expect, it } from '@jest/globals';
import type { ConfigDefinition } from '@goalixa/kit/config.ts';
import { configOfStack } from '../config-file.ts';
import { environmentOf } from '../environment.ts';
import { imageLockOf } from '../image-lock.ts';
import { committedStacks } from '../render/render-stacks.ts';
import { clusterPlacement } from '../workloads/cluster-placement.ts';
import { catalogue } from './catalogue.ts';
import { variablesOf } from './variables-of.ts';

type Definition = ConfigDefinition<Record<never, never>>;

const definitionOf = async (service: string): Promise<Definition> => {
  const module = (await import(`@goalixa/${service}/config.ts`)) as { config: Definition };
  return module.config;
};

const cases = committedStacks().flatMap((stack) => {
  const config = configOfStack(stack, catalogue);
  const environment = environmentOf(config, imageLockOf(config.environment));
  const services = catalogue.filter(({ kind }) => kind === 'service');
  return services.map((app) => ({
    service: app.name,
    stack,
    set: variablesOf(app, clusterPlacement(environment)),
  }));
});

/** What the service would complain about at start. */
async function problemsOf(service: string, set: Record<string, string>): Promise<string[]> {
  const { required, variables } = await definitionOf(service);
  const unknown = Object.keys(set).filter((name) => !variables.includes(name));
  const missing = required.filter((name) => !(name in set));
  return [...unknown.map((name) => `${name} is unknown`), ...missing.map((name) => `${name} is missing`)];
}

describe.each(cases)('$service in $stack', ({ service, set }) => {
  it('is refused a variable that it does not know', async () => {
    expect(await problemsOf(service, { ...set, PUBLIC_ADDRESS: 'x' })).toEqual(['PUBLIC_ADDRESS is unknown']);
  });

  it('is refused without any one of its required variables', async () => {
    const { required } = await definitionOf(service);
    expect(required.length).toBeGreaterThan(1);
    for (const name of required) {
      const { [name]: _, ...less } = set;
      expect(await problemsOf(service, less)).toEqual([`${name} is missing`]);
    }
  });

  it('is set just what it knows, and all that it must have, in a form that it reads', async () => {
    expect(await problemsOf(service, set)).toEqual([]);
    const definition = await definitionOf(service);
    expect(() => definition.parse(set)).not.toThrow();
  });
});
