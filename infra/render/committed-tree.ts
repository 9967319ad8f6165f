import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import type { Tree } from './rendered-tree.ts';

/** The files that are there now; empty when the folder is missing. */
export function readTree(folder: string): Tree {
  return new Map(filesBelow(folder).map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}

/** Makes the folder hold exactly `tree`: writes what differs, removes what is extra. */
export function writeTree(folder: string, tree: Tree): void {
  const { edited, extra, missing } = compareTrees(tree, readTree(folder));
  for (const path of [...edited, ...missing]) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), tree.get(path) ?? '');
  }
  for (const path of extra) rmSync(join(folder, path));
}

/** Paths that differ between what should be there and what is, each list sorted. */
export interface Difference {
  readonly edited: readonly string[];
  readonly missing: readonly string[];
  readonly extra: readonly string[];
}

export function compareTrees(wanted: Tree, present: Tree): Difference {
  const paths = [...wanted.keys()].sort();
  return {
    edited: paths.filter((path) => present.has(path) && present.get(path) !== wanted.get(path)),
    missing: paths.filter((path) => !present.has(path)),
    extra: [...present.keys()].filter((path) => !wanted.has(path)).sort(),
  };
}

function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}
