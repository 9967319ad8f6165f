import { describe, expect, it } from '@jest/globals';
import { type ApiObject, titleOf } from '../api-object.ts';
import { catalogue } from '../catalogue/catalogue.ts';
import type { StackConfig } from '../config/config-schema.ts';
import { fieldsOf, misspelt } from '../fixtures/misspellings.ts';
import { notes } from '../fixtures/more-deployables.ts';
import { platformOf } from '../platform.ts';
import { stackModels } from '../fixtures/stack-models.ts';
import { manifestProblems } from '../render/validate.ts';
import { postgresStages } from './postgres-stages.ts';
import {
  monitored,
  objectsOf,
  preview,
  production,
  revealed,
  specOf,
  staging,
} from './testing/stack-objects-of.ts';

describe.each([
  ['production', production],
  ['staging', staging],
  ['a preview', preview],
  ['production with monitoring', monitored],
])('the objects of %s', (_, config) => {
  it('pass their schemas and have no unknown field', () => {
    const problems = objectsOf(config).flatMap((object) =>
      manifestProblems(revealed(object) as ApiObject, stackModels).map(
        (line) => `${titleOf(object)}: ${line}`,
      ),
    );
    expect(problems).toEqual([]);
  });

  it('are all in the namespace of the environment, each once', () => {
    const titles = objectsOf(config).map(titleOf);
    expect(titles.filter((title) => !title.startsWith(`${config.environment}/`))).toEqual([]);
    expect(new Set(titles).size).toBe(titles.length);
  });
});

describe('a misspelt field', () => {
  const kinds = ['Cluster', 'Database', 'DatabaseRole', 'ObjectStore', 'ScheduledBackup', 'PodMonitor'];
  it.each(kinds)('of a %s is caught, wherever it stands', (kind) => {
    const object = objectsOf(monitored).find((one) => one.kind === kind) as ApiObject;
    const paths = fieldsOf(object).filter((path) => path[0] === 'spec');
    const missed = paths.filter((path) => manifestProblems(misspelt(object, path), stackModels).length === 0);
    expect(missed).toEqual([]);
    expect(paths.length).toBeGreaterThan(3);
  });
});

describe('postgresStages', () => {
  it('puts each database into a cluster of its own, or all into one', () => {
    const clustersOf = (config: StackConfig) =>
      objectsOf(config)
        .filter(({ kind }) => kind === 'Database')
        .map((object) => (object as ApiObject & { spec: { cluster: unknown; name: string } }).spec)
        .map(({ cluster, name }) => [name, cluster]);
    expect(clustersOf(production)).toEqual([
      ['authdb', { name: 'authdb' }],
      ['goalixa', { name: 'goalixa' }],
    ]);
    expect(clustersOf(staging)).toEqual([
      ['authdb', { name: 'postgres' }],
      ['goalixa', { name: 'postgres' }],
    ]);
  });

  it('makes them in order, what needs a stage after it', () => {
    expect(postgresStages(platformOf(catalogue, staging)).map((stage) => stage.map(titleOf))).toEqual([
      [
        ...['authdb', 'goalixa'].flatMap((database) =>
          ['owner-a', 'owner-b', 'app-a', 'app-b'].map((login) => `staging/Secret ${database}-${login}`),
        ),
        'staging/NetworkPolicy postgres-deny',
        'staging/NetworkPolicy postgres-allow',
      ],
      ['staging/Cluster postgres'],
      ['authdb-owner', 'authdb-app', 'goalixa-owner', 'goalixa-app'].map(
        (role) => `staging/DatabaseRole ${role}`,
      ),
      ['authdb', 'goalixa'].flatMap((database) =>
        ['owner-a', 'owner-b', 'app-a', 'app-b'].map((login) => `staging/DatabaseRole ${database}-${login}`),
      ),
      ['staging/Database authdb', 'staging/Database goalixa'],
      [],
      ['auth-database', 'auth-migration', 'core-api-database', 'core-api-migration'].map(
        (secret) => `staging/Secret ${secret}`,
      ),
    ]);
  });

  it('makes nothing of backups and monitoring where they are not set', () => {
    const kinds = new Set(objectsOf(staging).map(({ kind }) => kind));
    for (const kind of ['ObjectStore', 'ScheduledBackup', 'PodMonitor']) expect(kinds).not.toContain(kind);
    expect(specOf(staging, 'Cluster', 'postgres')).not.toHaveProperty('plugins');
    expect(objectsOf(monitored).filter(({ kind }) => kind === 'PodMonitor')).toHaveLength(2);
  });

  it('gives an entry without a database no Secret', () => {
    const more = postgresStages(platformOf([...catalogue, notes], staging)).flat();
    expect(more.map(titleOf)).toEqual(objectsOf(staging).map(titleOf));
  });
});
