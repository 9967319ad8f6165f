import { describe, expect, it } from '@jest/globals';
import { type ApiObject, titleOf } from '../api-object.ts';
import { catalogue } from '../catalogue/catalogue.ts';
import { anEnvironment } from '../fixtures/an-environment.ts';
import { nightly, notes } from '../fixtures/more-deployables.ts';
import { fieldsOf, misspelt } from '../fixtures/misspellings.ts';
import { environmentObjects } from './environment-objects.ts';
import { manifestProblems } from './validate.ts';

const all = [...catalogue, notes, nightly];
const objects = [anEnvironment(), anEnvironment({ postgres: 'shared', redis: false, tls: false })].flatMap(
  (env) => environmentObjects(all, env).flatMap(([, list]) => list),
);
const byKind = [...new Map(objects.map((object): [string, ApiObject] => [object.kind, object]))];
const kinds = byKind.map(([kind]) => kind);

describe('manifestProblems', () => {
  it('refuses a kind without a schema', () => {
    expect(manifestProblems({ apiVersion: 'apps/v1', kind: 'Deploymnt' })).toEqual([
      'no schema for apps/v1 Deploymnt',
    ]);
    expect(manifestProblems({ apiVersion: 'apps/v1beta1', kind: 'Deployment' })).toHaveLength(1);
  });

  it.each(byKind)('refuses an added unknown field of a %s, and names it', (_kind, object) => {
    expect(manifestProblems({ ...object, specc: {} } as ApiObject)).toEqual(['specc: unknown field']);
    const metadata = { ...object.metadata, lables: {} };
    expect(manifestProblems({ ...object, metadata })).toEqual(['metadata.lables: unknown field']);
  });

  it.each(objects.map((object): [string, ApiObject] => [titleOf(object), object]))(
    'refuses every single misspelling in %s',
    (_title, object) => {
      const fields = fieldsOf(object);
      const missed = fields.filter((path) => manifestProblems(misspelt(object, path)).length === 0);
      expect(fields.length).toBeGreaterThan(3);
      expect(missed.map((path) => path.join('.'))).toEqual([]);
    },
  );

  it('names an unknown field deep in a list', () => {
    const deployment = byKind.find(([kind]) => kind === 'Deployment')?.[1];
    const path = ['spec', 'template', 'spec', 'containers', '0', 'imagePullPolicy'];
    expect(manifestProblems(misspelt(deployment as ApiObject, path))).toEqual([
      'spec.template.spec.containers[0].imagePullPolicyy: unknown field',
    ]);
  });

  it.each([
    ['a wrong type', ['spec', 'maxUnavailable'], { no: 1 }],
    ['a missing field of a map', ['metadata', 'labels'], { a: 1 }],
  ])('refuses %s', (_title, [outer = '', inner = ''], value) => {
    const copy = structuredClone(byKind.find(([kind]) => kind === 'PodDisruptionBudget')?.[1]) as ApiObject;
    Reflect.set(Reflect.get(copy, outer) as object, inner, value);
    expect(manifestProblems(copy)).toHaveLength(1);
  });

  it('accepts every object of all kinds', () => {
    expect(kinds.sort()).toEqual([
      ...['ConfigMap', 'CronJob', 'Deployment', 'HorizontalPodAutoscaler', 'Ingress', 'Job'],
      ...['NetworkPolicy', 'PodDisruptionBudget', 'Service', 'ServiceAccount'],
    ]);
    for (const object of objects)
      expect([titleOf(object), ...manifestProblems(object)]).toEqual([titleOf(object)]);
  });
});
