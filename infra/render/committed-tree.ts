import { lstatSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { checksumsFile, differingChecksums } from './checksums.ts';
import { folderEntries, type Stranger } from './folder-entries.ts';
import { readTree } from './read-tree.ts';
import type { Tree } from './rendered-tree.ts';
import { locked } from './tree-lock.ts';

/** What is there now. */
export interface Present {
  readonly files: Tree;
  /** Links, pipes, empty folders and the like: they are named, never read. */
  readonly strangers: readonly Stranger[];
}

/** What is there now, never between the two steps in which another run puts a tree in its place. */
export const readCommitted = (folder: string): Present => locked(folder, 'read', () => readPresent(folder));

/**
 * Makes the folder hold exactly the tree that `wanted` answers. All of it is written beside the folder and takes
 * its place at the end: whatever fails leaves the old files as they were. One run at a time; what a killed one left
 * is put right first.
 * @throws Error when another run does not end
 */
export function replaceTree(folder: string, wanted: (present: Present) => Tree): void {
  mkdirSync(dirname(folder), { recursive: true });
  locked(folder, 'write', () => {
    putRight(folder);
    const present = readPresent(folder);
    const tree = wanted(present);
    if (differs(compareTrees(tree, present))) exchange(folder, tree);
  });
}

const readPresent = (folder: string): Present => ({
  files: readTree(folder),
  strangers: folderEntries(folder).strangers,
});

const oldOf = (folder: string): string => `${folder}.old`;
const freshOf = (folder: string): string => `${folder}.new-`;
const isThere = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false }) !== undefined;

/** The old tree is whole wherever it is: it only moves. A run that was killed between two moves has it back. */
function putRight(folder: string): void {
  if (!isThere(folder) && isThere(oldOf(folder))) renameSync(oldOf(folder), folder);
  const [parent, fresh] = [dirname(folder), basename(freshOf(folder))];
  const left = readdirSync(parent).filter((name) => name.startsWith(fresh));
  for (const path of [...left.map((name) => join(parent, name)), oldOf(folder)])
    rmSync(path, { recursive: true, force: true });
}

function exchange(folder: string, tree: Tree): void {
  const fresh = mkdtempSync(freshOf(folder));
  try {
    // Not that folder itself: it is its maker's alone.
    write(join(fresh, 'tree'), tree);
    if (isThere(folder)) renameSync(folder, oldOf(folder));
    renameSync(join(fresh, 'tree'), folder);
    if (isThere(oldOf(folder))) renameSync(oldOf(folder), join(fresh, 'old'));
  } finally {
    putRight(folder);
  }
}

function write(folder: string, tree: Tree): void {
  mkdirSync(folder);
  for (const [path, text] of tree) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** Paths that differ between what should be there and what is, each list sorted. */
export interface Difference {
  readonly edited: readonly string[];
  readonly missing: readonly string[];
  /** Strangers too, with what they are: `staging/web (a link)`. */
  readonly extra: readonly string[];
  /** Files whose line in the checksums that are there is not the one that should be. */
  readonly 'wrong checksum': readonly string[];
}

export function compareTrees(wanted: Tree, { files: present, strangers }: Present): Difference {
  const paths = [...wanted.keys()].sort();
  const differing = paths.filter((path) => present.has(path) && present.get(path) !== wanted.get(path));
  const sums = new Map(differing.map((path) => [path, wrongSums(path, wanted, present)]));
  return {
    edited: differing.filter((path) => sums.get(path)?.length === 0),
    missing: paths.filter((path) => !present.has(path)),
    extra: [
      ...[...present.keys()].filter((path) => !wanted.has(path)),
      ...strangers.map(({ path, what }) => `${path} (${what})`),
    ].sort(),
    'wrong checksum': [...sums.values()].flat(),
  };
}

/** What is there of the paths that `isIn` takes. */
export const partOf = ({ files, strangers }: Present, isIn: (path: string) => boolean): Present => ({
  files: new Map([...files].filter(([path]) => isIn(path))),
  strangers: strangers.filter(({ path }) => isIn(path)),
});

export const differs = (difference: Difference): boolean =>
  Object.values(difference).some(({ length }) => length > 0);

function wrongSums(path: string, wanted: Tree, present: Tree): string[] {
  if (!path.endsWith(`/${checksumsFile}`)) return [];
  const differing = differingChecksums(wanted.get(path) ?? '', present.get(path) ?? '');
  return differing.map((file) => `${dirname(path)}/${file}`);
}
