import type { IEnvVar } from 'kubernetes-models/v1';
import type { Deployable } from '../catalogue/deployable.ts';
import { bytesOf } from '../catalogue/quantity.ts';
import { variablesOf } from '../catalogue/variables-of.ts';
import type { Environment } from '../environment.ts';
import { clusterPlacement } from './cluster-placement.ts';

const heapShare = 0.65;

/** The container's variables, sorted by name. */
export function environmentVariablesOf(app: Deployable, env: Environment): IEnvVar[] {
  const variables = { ...variablesOf(app, clusterPlacement(env)), ...nodeVariablesOf(app) };
  return Object.entries(variables)
    .map(([name, value]) => ({ name, value }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** What `main migrate` reads of them: where the database is, and the files of the login. */
export const migrationVariablesOf = (app: Deployable, env: Environment): IEnvVar[] =>
  environmentVariablesOf(app, env).filter(({ name }) => /^(DATABASE|NODE)_/.test(name));

/**
 * The heap ends well before the limit: the rest is for buffers, stacks and native hashes, and a full heap
 * fails with a trace where the kernel would only kill.
 */
function nodeVariablesOf(app: Deployable): Record<string, string> {
  if (app.kind === 'static') return {};
  const heap = Math.floor((bytesOf(app.resources.limits.memory) * heapShare) / 2 ** 20);
  return { NODE_OPTIONS: `--max-old-space-size=${heap}` };
}
