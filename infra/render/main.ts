import { parseArgs } from 'node:util';
import { catalogue } from '../catalogue/catalogue.ts';
import { paths } from '../paths.ts';
import {
  compareTrees,
  type Difference,
  partOf,
  type Present,
  readCommitted,
  replaceTree,
} from './committed-tree.ts';
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
  if (values.check) {
    const isOurs = (path: string) => stack === undefined || path === '' || isBelow(tree, path);
    return check(compareTrees(tree, partOf(readCommitted(paths.rendered), isOurs)));
  }
  replaceTree(paths.rendered, (present) => (stack === undefined ? tree : besides(tree, present)));
  console.log(`infra/rendered: ${tree.size} files`);
}

/**
 * The tree and the files in the folders of other environments.
 * @throws Error when something else is there, that would be lost
 */
function besides(tree: Tree, present: Present): Tree {
  const { files, strangers } = partOf(present, (path) => !isBelow(tree, path));
  const [first] = strangers;
  if (first !== undefined)
    throw new Error(
      `infra/rendered/${first.path} is ${first.what}, not a file of another stack: remove it, or render all stacks.`,
    );
  return new Map([...tree, ...files]);
}

/** Whether a path lies in the folder of an environment of `tree`. */
const isBelow = (tree: Tree, path: string): boolean =>
  [...tree.keys()].some((mine) => folderOf(mine) === folderOf(path));

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
