import { createHash } from 'node:crypto';
import type { Tree } from './rendered-tree.ts';

/** Name of the file with the checksums, in the folder of each environment. */
export const checksumsFile = 'checksums.txt';

/**
 * The SHA-256 of each file as `sha256sum` prints them, sorted by path: `sha256sum -c checksums.txt` in the folder of
 * the environment checks a tree without this program.
 * @param files by path below that folder
 */
export const checksumsOf = (files: Tree): string =>
  [...files.keys()]
    .sort()
    .map((path) => `${sha256(files.get(path) ?? '')}  ${path}\n`)
    .join('');

/** Paths whose line is not the same in both texts, sorted. */
export function differingChecksums(wanted: string, present: string): readonly string[] {
  const lines = [wanted, present].map((text) => text.split('\n').filter((line) => line !== ''));
  const [one = [], other = []] = lines;
  const differing = [
    ...one.filter((line) => !other.includes(line)),
    ...other.filter((line) => !one.includes(line)),
  ];
  return [...new Set(differing.map((line) => line.replace(/^\S* +/, '')))].sort();
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
