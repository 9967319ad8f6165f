import { parseArgs } from 'node:util';
import { catalogue } from '../catalogue/catalogue.ts';
import { paths } from '../paths.ts';
import { compareTrees, type Difference, readTree, replaceTree } from './committed-tree.ts';
import { renderStack, renderStacks } from './render-stacks.ts';
import type { Tree } from './rendered-tree.ts';

/**
 * `npm run render [-- --stack S] [--check]`: writes `infra/rendered/`, or says what differs and exits 1. With a
 * stack, just the folder of its environment.
 */
function main(): void {
  const { values } = parseArgs({
    options: { check: { type: 'boolean', default: false }, stack: { type: 'string' } },
  });
  const { stack } = values;
  const tree = stack === undefined ? renderStacks(catalogue) : renderStack(stack, catalogue);
  const { inside, outside } = parted(readTree(paths.rendered), stack === undefined ? undefined : tree);
  if (values.check) return check(compareTrees(tree, inside));
  replaceTree(paths.rendered, new Map([...tree, ...outside]));
  console.log(`infra/rendered: ${tree.size} files`);
}

/** What is there, by whether it lies in the folder of an environment of `tree`; without one, all does. */
function parted(present: Tree, tree?: Tree): { inside: Tree; outside: Tree } {
  const folders = new Set([...(tree ?? present).keys()].map(folderOf));
  const files = [...present];
  return {
    inside: new Map(files.filter(([path]) => folders.has(folderOf(path)))),
    outside: new Map(files.filter(([path]) => !folders.has(folderOf(path)))),
  };
}

const folderOf = (path: string): string => path.split('/')[0] ?? '';

function check(difference: Difference): void {
  const lines = Object.entries(difference).flatMap(([what, files]: [string, readonly string[]]) =>
    files.map((file) => `${what}: infra/rendered/${file}`),
  );
  if (lines.length === 0) return;
  console.error([...lines, 'Run "npm run render" and commit the result.'].join('\n'));
  process.exitCode = 1;
}

try {
  main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
