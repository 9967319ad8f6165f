import type { ApiObject } from '../api-object.ts';
import { titleOf } from '../api-object.ts';
import type { Catalogue } from '../catalogue/deployable.ts';
import { edgeObjects } from '../edge/edge-objects.ts';
import type { Environment } from '../environment.ts';
import { workloadObjects } from '../workloads/workload-objects.ts';
import { toYaml } from './to-yaml.ts';
import { manifestProblems } from './validate.ts';

/** Files by path below `infra/rendered/`, with `/` on every system. */
export type Tree = ReadonlyMap<string, string>;

/** Everything that runs in an environment by application: the catalogue's entries and `edge`. */
export const environmentObjects = (
  catalogue: Catalogue,
  env: Environment,
): readonly (readonly [app: string, objects: readonly ApiObject[]])[] => [
  ...catalogue.map((app) => [app.name, workloadObjects(catalogue, app, env)] as const),
  ['edge', edgeObjects(catalogue, env)],
];

/**
 * The files of one environment.
 * @throws Error naming every object that is a Secret or does not pass its schema; never a value of a Secret
 */
export function renderedTree(catalogue: Catalogue, env: Environment): Tree {
  const files = environmentObjects(catalogue, env).flatMap(([app, objects]) => filesOf(env, app, objects));
  const tree = new Map(files);
  if (tree.size !== files.length) throw new Error(`${env.name}: two objects share a file`);
  return tree;
}

/** The files of one application. */
export function filesOf(env: Environment, app: string, objects: readonly ApiObject[]): [string, string][] {
  const problems = objects.flatMap((object) =>
    problemsOf(object).map((problem) => `  ${titleOf(object)}: ${problem}`),
  );
  if (problems.length > 0) throw new Error([`${env.name}/${app}: not rendered`, ...problems].join('\n'));
  return objects.map((object) => [`${env.name}/${app}/${fileNameOf(object)}`, toYaml(object)]);
}

const problemsOf = (object: ApiObject): string[] =>
  object.kind === 'Secret' ? ['a Secret never goes into Git: only name it'] : manifestProblems(object);

const fileNameOf = ({ kind, metadata }: ApiObject): string =>
  `${kind.toLowerCase()}-${metadata?.name ?? ''}.yaml`;
