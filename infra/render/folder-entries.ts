import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** What lies in a folder, by path below it with `/`, sorted; no link is followed and nothing is opened. */
export interface FolderEntries {
  readonly files: readonly string[];
  /** What is no file of a tree, with what it is: `staging/web (an empty folder)`. */
  readonly strangers: readonly Stranger[];
}

export interface Stranger {
  readonly path: string;
  readonly what: string;
}

interface Kind {
  isDirectory(): boolean;
  isFile(): boolean;
  isSymbolicLink(): boolean;
}

/** The entries of a folder; none when there is no folder, itself a stranger when it is another thing. */
export function folderEntries(folder: string): FolderEntries {
  const stat = lstatSync(folder, { throwIfNoEntry: false });
  const entries = stat === undefined ? [] : stat.isDirectory() ? below(folder, '') : [found('', stat)];
  const sorted = entries.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  return {
    files: sorted.filter(({ what }) => what === '').map(({ path }) => path),
    strangers: sorted.filter(({ what }) => what !== ''),
  };
}

function below(folder: string, parent: string): Stranger[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = parent === '' ? entry.name : `${parent}/${entry.name}`;
    if (!entry.isDirectory()) return [found(path, entry)];
    const inner = below(join(folder, entry.name), path);
    return inner.length > 0 ? inner : [{ path, what: 'an empty folder' }];
  });
}

const found = (path: string, kind: Kind): Stranger => ({
  path,
  what: kind.isFile() ? '' : kind.isSymbolicLink() ? 'a link' : 'no regular file',
});
