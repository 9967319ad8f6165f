import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { checksumsFile, differingChecksums } from './checksums.ts';
import type { Tree } from './rendered-tree.ts';

/** The files that are there now; empty when the folder is missing. */
export function readTree(folder: string): Tree {
  return new Map(filesBelow(folder).map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}

/**
 * Makes the folder hold exactly `tree`. All of it is written beside the folder and takes its place at the end:
 * whatever fails leaves the old files as they were.
 */
export function replaceTree(folder: string, tree: Tree): void {
  if (Object.values(compareTrees(tree, readTree(folder))).every(({ length }) => length === 0)) return;
  const [fresh, old] = [`${folder}.new`, `${folder}.old`];
  rmSync(fresh, { recursive: true, force: true });
  try {
    mkdirSync(fresh, { recursive: true });
    for (const [path, text] of tree) {
      mkdirSync(dirname(join(fresh, path)), { recursive: true });
      writeFileSync(join(fresh, path), text);
    }
    rmSync(old, { recursive: true, force: true });
    if (existsSync(folder)) renameSync(folder, old);
    renameSync(fresh, folder);
  } finally {
    if (!existsSync(folder) && existsSync(old)) renameSync(old, folder);
    for (const left of [fresh, old]) rmSync(left, { recursive: true, force: true });
  }
}

/** Paths that differ between what should be there and what is, each list sorted. */
export interface Difference {
  readonly edited: readonly string[];
  readonly missing: readonly string[];
  readonly extra: readonly string[];
  /** Files whose line in the checksums that are there is not the one that should be. */
  readonly 'wrong checksum': readonly string[];
}

export function compareTrees(wanted: Tree, present: Tree): Difference {
  const paths = [...wanted.keys()].sort();
  const differing = paths.filter((path) => present.has(path) && present.get(path) !== wanted.get(path));
  const sums = new Map(differing.map((path) => [path, wrongSums(path, wanted, present)]));
  return {
    edited: differing.filter((path) => sums.get(path)?.length === 0),
    missing: paths.filter((path) => !present.has(path)),
    extra: [...present.keys()].filter((path) => !wanted.has(path)).sort(),
    'wrong checksum': [...sums.values()].flat(),
  };
}

function wrongSums(path: string, wanted: Tree, present: Tree): string[] {
  if (!path.endsWith(`/${checksumsFile}`)) return [];
  const differing = differingChecksums(wanted.get(path) ?? '', present.get(path) ?? '');
  return differing.map((file) => `${dirname(path)}/${file}`);
}

function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}
