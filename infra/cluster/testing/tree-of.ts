import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

/** Written by the stand-ins, not by the script. */
const notes = new Set(['calls', 'cut-off', 'listed', 'rules', 'run/goalixa.lock', 'step', 'steps']);

/** A file as it lies there. */
export interface FileState {
  /** Permissions, octal. */
  readonly mode: string;
  readonly content: string;
}

/** All files below a folder, by path. */
export function treeOf(root: string): Record<string, FileState> {
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map(({ name, parentPath }) => join(parentPath, name)).sort();
  return Object.fromEntries(
    paths
      .filter((path) => !notes.has(relative(root, path)))
      .map((path) => [
        relative(root, path),
        { mode: (statSync(path).mode & 0o777).toString(8), content: readFileSync(path, 'utf8') },
      ]),
  );
}
