import { beforeAll, describe, expect, it } from '@jest/globals';
import { type ApiObject, titleOf } from './api-object.ts';
import { catalogue } from './catalogue/catalogue.ts';
import { configOfStack } from './config/config-file.ts';
import { exampleObjects, examples } from './fixtures/example-objects.ts';
import { manifestObjects } from './fixtures/manifest-objects.ts';
import { fieldsOf, misspelt, type Path } from './fixtures/misspellings.ts';
import { renderedObjects } from './fixtures/rendered-objects.ts';
import { type BoxedObject, stackObjects } from './fixtures/stack-objects.ts';
import { committedStacks } from './render/render-stacks.ts';
import { stackModels } from './fixtures/stack-models.ts';
import { manifestProblems } from './render/validate.ts';

const problemsOf = (object: ApiObject): string[] => manifestProblems(object, stackModels);

const allProblemsOf = (all: readonly BoxedObject[]): string[] =>
  all.flatMap(({ object }) => problemsOf(object).map((problem) => `${titleOf(object)}: ${problem}`));

/** A field of an object of each box, whose last letter is doubled. */
const planted: [box: string, kind: string, field: string][] = [
  ['cluster', 'Deployment', 'spec.template.spec.hostNetwork'],
  ['tenants', 'ResourceQuota', 'spec.hard'],
  ['tenants', 'Role', 'rules.0.resources'],
  ['edge', 'ClusterIssuer', 'spec.acme.email'],
  ['postgres', 'Cluster', 'spec.enableSuperuserAccess'],
  ['postgres', 'DatabaseRole', 'spec.passwordSecret'],
  ['postgres', 'ObjectStore', 'spec.retentionPolicy'],
  ['redis', 'StatefulSet', 'spec.template.spec.automountServiceAccountToken'],
  ['workloads', 'Secret', 'stringData'],
  ['gitops', 'Application', 'spec.syncPolicy.automated.selfHeal'],
  ['rendered', 'Deployment', 'spec.template.spec.containers.0.imagePullPolicy'],
];

let objects: readonly BoxedObject[];
beforeAll(async () => {
  const stacks = await Promise.all(committedStacks().map(stackObjects));
  const environments = committedStacks().map((stack) => configOfStack(stack, catalogue).environment);
  const rendered = [...new Set(environments)].flatMap(renderedObjects);
  const manifests = committedStacks().flatMap(manifestObjects);
  objects = [
    ...stacks.flat(),
    ...rendered.map((object) => ({ box: 'rendered', object })),
    ...manifests.map((object) => ({ box: 'cluster', object })),
  ];
}, 60_000);

describe('the objects of all committed stacks', () => {
  it.each(planted)('are refused with a misspelling in %s: %s %s', (box, kind, field) => {
    const path = field.split('.');
    const isMeant = (boxed: BoxedObject): boolean =>
      boxed.box === box &&
      boxed.object.kind === kind &&
      fieldsOf(boxed.object).some((known) => String(known) === String(path));
    const found = objects.find(isMeant)?.object;
    expect(found).toBeDefined();
    const name = `${field.replaceAll(/\.(\d+)/g, '[$1]')}${field.at(-1)}`;
    expect(problemsOf(misspelt(found as ApiObject, path))).toContain(`${name}: unknown field`);
  });

  it('are planted with one in every box', () => {
    expect(new Set(planted.map(([box]) => box))).toEqual(new Set(objects.map(({ box }) => box)));
  });

  it('are refused with any single misspelling, in an object of each kind of each box', () => {
    const samples = new Map(objects.map((boxed) => [`${boxed.box} ${boxed.object.kind}`, boxed.object]));
    const missed = [...samples].flatMap(([title, object]) =>
      fieldsOf(object)
        .filter((path: Path) => problemsOf(misspelt(object, path)).length === 0)
        .map((path) => `${title}: ${path.join('.')}`),
    );
    expect(missed).toEqual([]);
  });

  it('have one owner each: none is registered by two stacks, or registered and rendered', () => {
    const names = objects.map(({ object }) => `${object.apiVersion.split('/')[0]} ${titleOf(object)}`);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it.each(examples)('pass as those of the example stack %s do', async (example) => {
    const more = await exampleObjects(example);
    expect([more.length > 40, allProblemsOf(more)]).toEqual([true, []]);
  });

  it('pass their schemas and hold no unknown field', () => {
    expect([objects.length > 100, allProblemsOf(objects)]).toEqual([true, []]);
  });
});
