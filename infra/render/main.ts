import { parseArgs } from 'node:util';
import { catalogue } from '../catalogue/catalogue.ts';
import { paths } from '../paths.ts';
import { compareTrees, type Difference, readTree, writeTree } from './committed-tree.ts';
import { renderStacks } from './render-stacks.ts';

/** `npm run render [-- --check]`: writes `infra/rendered/`, or says what differs and exits 1. */
function main(): void {
  const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
  const tree = renderStacks(catalogue);
  if (values.check) return check(compareTrees(tree, readTree(paths.rendered)));
  writeTree(paths.rendered, tree);
  console.log(`infra/rendered: ${tree.size} files`);
}

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
