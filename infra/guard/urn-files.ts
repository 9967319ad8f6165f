import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { UrnEntry } from './urn-entry.ts';

const folder = join(import.meta.dirname, 'urns');
const fileOf = (stack: string): string => join(folder, `${stack}.json`);

/** The stacks that have a golden file. */
export const goldenStacks = (): readonly string[] =>
  existsSync(folder) ? readdirSync(folder).map((file) => file.replace(/\.json$/, '')) : [];

/** The golden file of a stack; empty before it is first written. */
export function readUrns(stack: string): readonly UrnEntry[] {
  const file = fileOf(stack);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as UrnEntry[]) : [];
}

/** One resource per line, so that a change is a line of the diff. */
export function writeUrns(stack: string, entries: readonly UrnEntry[]): void {
  const file = fileOf(stack);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `[\n${entries.map((entry) => `  ${JSON.stringify(entry)}`).join(',\n')}\n]\n`);
}
