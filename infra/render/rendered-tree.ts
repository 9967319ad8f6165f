import type { ApiObject } from '../api-object.ts';
import { titleOf } from '../api-object.ts';
import type { Catalogue } from '../catalogue/deployable.ts';
import type { Environment } from '../environment.ts';
import { checksumsFile, checksumsOf } from './checksums.ts';
import { environmentObjects } from './environment-objects.ts';
import { secretProblems } from './secret-problems.ts';
import { secretLook } from './secret-texts.ts';
import { toYaml } from './to-yaml.ts';
import { manifestProblems } from './validate.ts';

/** Files by path, with `/` on every system. */
export type Tree = ReadonlyMap<string, string>;

/**
 * The files of one environment by path below `infra/rendered/`, its checksums among them.
 * @throws Error naming every object that holds a secret or does not pass its schema; never a secret value
 */
export function renderedTree(catalogue: Catalogue, env: Environment): Tree {
  const applications = environmentObjects(catalogue, env);
  const twice = repeated(applications.flatMap(([, objects]) => objects.map(titleOf)));
  if (twice !== undefined) throw new Error(`${env.name}: there are two of ${twice}`);
  const files = new Map(applications.flatMap(([app, objects]) => filesOf(env, app, objects)));
  const tree = [...files, [checksumsFile, checksumsOf(files)] as const];
  return new Map(tree.map(([path, text]) => [`${env.name}/${path}`, text]));
}

/** The files of one application, by path below the environment's folder. */
export function filesOf(env: Environment, app: string, objects: readonly ApiObject[]): [string, string][] {
  const problems = objects.flatMap((object) =>
    problemsOf(object).map((problem) => `  ${shownTitle(object)}: ${problem}`),
  );
  if (problems.length > 0) throw new Error([`${env.name}/${app}: not rendered`, ...problems].join('\n'));
  return objects.map((object) => [`${app}/${fileNameOf(object)}`, toYaml(object)]);
}

// A name that is a secret is not printed either.
const shownTitle = (object: ApiObject): string =>
  secretLook(titleOf(object)) === undefined ? titleOf(object) : '(an object)';

// The schema's own messages are not asked about an object that holds a secret: they may quote it.
function problemsOf(object: ApiObject): string[] {
  const secrets = secretProblems(object);
  return secrets.length > 0 ? secrets : manifestProblems(object);
}

const fileNameOf = ({ kind, metadata }: ApiObject): string =>
  `${kind.toLowerCase()}-${metadata?.name ?? ''}.yaml`;

const repeated = (words: readonly string[]): string | undefined =>
  words.find((word, index) => words.indexOf(word) !== index);
