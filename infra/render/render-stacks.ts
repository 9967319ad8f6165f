import { readdirSync } from 'node:fs';
import type { Catalogue, EnvironmentKind } from '../catalogue/deployable.ts';
import { configOfStack } from '../config/config-file.ts';
import { didYouMean } from '../config/did-you-mean.ts';
import { type Environment, environmentOf } from '../environment.ts';
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
 * @throws Error when two of them want different files in one environment, or one host for two environments
 */
export function renderStacks(catalogue: Catalogue): Tree {
  const tree = new Map<string, string>();
  const hosts = new Map<string, Owner>();
  for (const stack of committedStacks()) {
    const env = environmentOfStack(stack, catalogue);
    if (env === undefined) continue;
    refuseTaken(hosts, stack, env);
    for (const [path, text] of filesOfStack(stack, catalogue, env)) {
      if ((tree.get(path) ?? text) !== text)
        throw new Error(
          `Pulumi.${stack}.yaml: another stack renders infra/rendered/${path}, and differently`,
        );
      tree.set(path, text);
    }
  }
  return tree;
}

/** The stack that was the first to have a host, and its environment. */
interface Owner {
  readonly stack: string;
  readonly environment: EnvironmentKind;
}

/** Two environments at one host would take each other's requests. */
function refuseTaken(hosts: Map<string, Owner>, stack: string, { host, name }: Environment): void {
  const owner = hosts.get(host) ?? { stack, environment: name };
  if (owner.environment !== name)
    throw new Error(
      `Pulumi.${stack}.yaml: goalixa:publicUrl: Pulumi.${owner.stack}.yaml has the host ${host} already; ` +
        'each environment needs its own',
    );
  hosts.set(host, owner);
}

/**
 * The files of one stack.
 * @throws Error when there is no such stack, or nothing of it is rendered
 */
export function renderStack(stack: string, catalogue: Catalogue): Tree {
  const stacks = committedStacks();
  if (!stacks.includes(stack))
    throw new Error(`There is no Pulumi.${stack}.yaml${didYouMean(stack, stacks)}`);
  const env = environmentOfStack(stack, catalogue);
  if (env !== undefined) return filesOfStack(stack, catalogue, env);
  throw new Error(`Pulumi.${stack}.yaml: Argo CD applies no workloads of it, so nothing is rendered`);
}

/** None where nothing of the stack is rendered. */
const environmentOfStack = (stack: string, catalogue: Catalogue): Environment | undefined =>
  naming(stack, () => {
    const config = configOfStack(stack, catalogue);
    const { enabled, owner } = config.workloads;
    if (!enabled || owner !== 'argocd') return undefined;
    return environmentOf(config, imageLockOf(config.environment));
  });

const filesOfStack = (stack: string, catalogue: Catalogue, env: Environment): Tree =>
  naming(stack, () => renderedTree(catalogue, env));

/** Whatever `work` throws names the stack's file. */
function naming<T>(stack: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const [file, message] = [`Pulumi.${stack}.yaml`, error instanceof Error ? error.message : String(error)];
    if (message.includes(file)) throw error;
    throw new Error(`${file}: ${message}`, { cause: error });
  }
}
