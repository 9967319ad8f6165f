import { describe, expect, it } from '@jest/globals';
import { type ApiObject, titleOf } from '../api-object.ts';
import { catalogue } from '../catalogue/catalogue.ts';
import { anEnvironment } from '../fixtures/an-environment.ts';
import { nightly, notes } from '../fixtures/more-deployables.ts';
import { environmentObjects } from './rendered-tree.ts';
import { manifestProblems } from './validate.ts';

const all = [...catalogue, notes, nightly];
const objects = [anEnvironment(), anEnvironment({ postgres: 'shared', redis: false, tls: false })].flatMap(
  (env) => environmentObjects(all, env).flatMap(([, list]) => list),
);
const byKind = [...new Map(objects.map((object): [string, ApiObject] => [object.kind, object]))];
const kinds = byKind.map(([kind]) => kind);

// Maps with keys of the user's choice: there every key is right.
const maps = new Set(['labels', 'annotations', 'matchLabels', 'data', 'requests', 'limits']);
const isServiceSelector = (object: ApiObject, path: readonly string[]) =>
  object.kind === 'Service' && path.join('.') === 'spec.selector';

type Path = readonly string[];

/** Every own key of a typed object inside `object`, as a path. */
function fieldsOf(object: ApiObject, value: unknown = object, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [];
  const isMap = maps.has(path.at(-1) ?? '') || isServiceSelector(object, path);
  return Object.entries(value).flatMap(([key, inner]) => {
    const here = [...path, key];
    return [...(isMap || Array.isArray(value) ? [] : [here]), ...fieldsOf(object, inner, here)];
  });
}

/** A copy in which the last key of `path` has its last letter twice. */
function misspelt(object: ApiObject, path: Path): ApiObject {
  const copy = structuredClone(object);
  const parent = path
    .slice(0, -1)
    .reduce<unknown>((value, key) => Reflect.get(value as object, key), copy) as object;
  const key = path.at(-1) ?? '';
  Reflect.set(parent, `${key}${key.at(-1)}`, Reflect.get(parent, key));
  Reflect.deleteProperty(parent, key);
  return copy;
}

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
      ...['ConfigMap', 'CronJob', 'Deployment', 'HorizontalPodAutoscaler', 'Ingress', 'NetworkPolicy'],
      ...['PodDisruptionBudget', 'Service', 'ServiceAccount'],
    ]);
    for (const object of objects)
      expect([titleOf(object), ...manifestProblems(object)]).toEqual([titleOf(object)]);
  });
});
