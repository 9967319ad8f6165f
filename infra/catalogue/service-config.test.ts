import { describe, expect, it } from '@jest/globals';
import type { ConfigDefinition } from '@goalixa/kit/config.ts';
import { configOfStack } from '../config/config-file.ts';
import { environmentOf } from '../environment.ts';
import { imageLockOf } from '../image-lock.ts';
import { DataFolder } from '../local/data-folder.ts';
import { planOf } from '../local/plan.ts';
import { config as siteConfig } from '../local/static/config.ts';
import { committedStacks } from '../render/render-stacks.ts';
import { clusterPlacement } from '../workloads/cluster-placement.ts';
import { catalogue } from './catalogue.ts';
import { variablesOf } from './variables-of.ts';

type Definition = Pick<ConfigDefinition<Record<never, never>>, 'variables' | 'required' | 'parse'>;

interface Case {
  readonly service: string;
  readonly place: string;
  /** The variables that the process is given. */
  readonly set: Readonly<Record<string, string>>;
}

const definitionOf = async (service: string): Promise<Definition> => {
  if (catalogue.find(({ name }) => name === service)?.kind === 'static') return siteConfig;
  const module = (await import(`@goalixa/${service}/config.ts`)) as { config: Definition };
  return module.config;
};

const inClusters: readonly Case[] = committedStacks().flatMap((stack) => {
  const config = configOfStack(stack, catalogue);
  const environment = environmentOf(config, imageLockOf(config.environment));
  const services = catalogue.filter(({ kind }) => kind === 'service');
  return services.map((app) => ({
    service: app.name,
    place: stack,
    set: variablesOf(app, clusterPlacement(environment)),
  }));
});

const redis = {
  'without Redis': undefined,
  'with an open Redis': 'redis://127.0.0.1:6379',
  'with a Redis that asks for a password': 'redis://:s3cret@127.0.0.1:6379',
};

const inTwins: readonly Case[] = Object.entries(redis).flatMap(([title, url]) =>
  planOf({
    catalogue,
    data: new DataFolder('/data'),
    ports: Object.fromEntries(catalogue.map(({ name }, i) => [name, 41_000 + i])),
    postgresPort: 5432,
    publicUrl: 'http://localhost:8080',
    redis: url,
  }).map(({ name, variables }) => ({ service: name, place: `the twin ${title}`, set: variables })),
);

/** What the service would complain about at start. */
async function problemsOf(service: string, set: Case['set']): Promise<string[]> {
  const { required, variables } = await definitionOf(service);
  const unknown = Object.keys(set).filter((name) => !variables.includes(name));
  const missing = required.filter((name) => !(name in set));
  return [...unknown.map((name) => `${name} is unknown`), ...missing.map((name) => `${name} is missing`)];
}

describe.each([...inClusters, ...inTwins])('$service in $place', ({ service, set }) => {
  it('is refused a variable that it does not know', async () => {
    expect(await problemsOf(service, { ...set, PUBLIC_ADDRESS: 'x' })).toEqual(['PUBLIC_ADDRESS is unknown']);
  });

  it('is refused without any one of its required variables', async () => {
    const { required } = await definitionOf(service);
    expect(required.length).toBeGreaterThan(0);
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
