import { readdirSync } from 'node:fs';
import type { Catalogue } from '../catalogue/deployable.ts';
import { configOfStack } from '../config/config-file.ts';
import { didYouMean } from '../config/did-you-mean.ts';
import { environmentOf } from '../environment.ts';
import { imageLockOf } from '../image-lock.ts';
import { paths } from '../paths.ts';
import { renderedTree, type Tree } from './rendered-tree.ts';

/** The names in `Pulumi.<stack>.yaml`, sorted. */
export const committedStacks = (): readonly string[] =>
  readdirSync(paths.root)
    .flatMap((file) => /^Pulumi\.([a-z0-9-]+)\.yaml$/.exec(file)?.[1] ?? [])
    .sort();

/**
 * The files of all committed stacks whose workloads Argo CD applies.
 * @throws Error when two of them want different files in one environment
 */
export function renderStacks(catalogue: Catalogue): Tree {
  const tree = new Map<string, string>();
  for (const stack of committedStacks())
    for (const [path, text] of filesOfStack(stack, catalogue)) {
      if ((tree.get(path) ?? text) !== text)
        throw new Error(
          `Pulumi.${stack}.yaml: another stack renders infra/rendered/${path}, and differently`,
        );
      tree.set(path, text);
    }
  return tree;
}

/**
 * The files of one stack.
 * @throws Error when there is no such stack, or nothing of it is rendered
 */
export function renderStack(stack: string, catalogue: Catalogue): Tree {
  const stacks = committedStacks();
  if (!stacks.includes(stack))
    throw new Error(`There is no Pulumi.${stack}.yaml${didYouMean(stack, stacks)}`);
  const tree = filesOfStack(stack, catalogue);
  if (tree.size > 0) return tree;
  throw new Error(`Pulumi.${stack}.yaml: Argo CD applies no workloads of it, so nothing is rendered`);
}

function filesOfStack(stack: string, catalogue: Catalogue): Tree {
  const config = configOfStack(stack, catalogue);
  const { enabled, owner } = config.workloads;
  if (!enabled || owner !== 'argocd') return new Map();
  return renderedTree(catalogue, environmentOf(config, imageLockOf(config.environment)));
}
