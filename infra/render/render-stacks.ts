import { readdirSync } from 'node:fs';
import type { Catalogue } from '../catalogue/deployable.ts';
import { configOfStack } from '../config-file.ts';
import { environmentOf } from '../environment.ts';
import { imageLockOf } from '../image-lock.ts';
import { paths } from '../paths.ts';
import { renderedTree, type Tree } from './rendered-tree.ts';

/** The names in `Pulumi.<stack>.yaml`, sorted. */
export const committedStacks = (): readonly string[] =>
  readdirSync(paths.root)
    .flatMap((file) => /^Pulumi\.([a-z0-9-]+)\.yaml$/.exec(file)?.[1] ?? [])
    .sort();

/** The files of all committed stacks whose workloads Argo CD applies. */
export function renderStacks(catalogue: Catalogue): Tree {
  const environments = committedStacks()
    .map((stack) => configOfStack(stack, catalogue))
    .filter(({ workloads }) => workloads.owner === 'argocd')
    .map((config) => environmentOf(config, imageLockOf(config.environment)));
  return new Map(environments.flatMap((env) => [...renderedTree(catalogue, env)]));
}
