import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { folderEntries } from './folder-entries.ts';
import type { Tree } from './rendered-tree.ts';

/** The regular files of a folder; empty when it is missing. */
export const readTree = (folder: string): Tree =>
  new Map(folderEntries(folder).files.map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
