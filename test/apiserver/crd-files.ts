import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type CrdModule, crdModules } from './crd-modules.ts';
import { goEnvironment } from './environment.ts';

/** A CustomResourceDefinition as its operator's module has it. */
export interface CrdFile {
  /** `clusters.postgresql.cnpg.io`. */
  readonly name: string;
  readonly yaml: string;
}

/**
 * All definitions, from Go's module cache, into which they are loaded once.
 * @throws Error when a module cannot be had or is not the one that is pinned
 */
export async function crdFiles(): Promise<readonly CrdFile[]> {
  const folders = await foldersOf(crdModules);
  const read = crdModules.map(({ files }, index) => readFolder(folders[index] ?? '', files));
  return (await Promise.all(read)).flat();
}

interface Downloaded {
  readonly Path: string;
  readonly Sum: string;
  readonly Dir: string;
  readonly Error?: string;
}

async function foldersOf(modules: readonly CrdModule[]): Promise<readonly string[]> {
  const words = ['mod', 'download', '-json', ...modules.map(({ path, version }) => `${path}@${version}`)];
  // Outside of any module, so that it is not changed.
  const options = { cwd: tmpdir(), env: goEnvironment, maxBuffer: 10_000_000 };
  const { stdout } = await promisify(execFile)('go', words, options);
  const downloaded = JSON.parse(`[${stdout.replaceAll(/^\}\n\{/gm, '},{')}]`) as Downloaded[];
  return modules.map(({ folder, path, sum }) => {
    const found = downloaded.find(({ Path }) => Path === path);
    if (!found || found.Sum !== sum)
      throw new Error(`${path}: ${found?.Error ?? `its checksum is ${found?.Sum}, not ${sum}`}`);
    return join(found.Dir, folder);
  });
}

async function readFolder(folder: string, wanted = /\.yaml$/): Promise<CrdFile[]> {
  const files = (await readdir(folder)).filter((file) => wanted.test(file));
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
  return texts.filter((text) => /^kind: CustomResourceDefinition$/m.test(text)).map(crdFileOf);
}

/** Parsing megabytes takes seconds, and only the name is needed. */
function crdFileOf(yaml: string): CrdFile {
  const name = /^metadata:\n(?: .*\n)*? {2}name: (\S+)$/m.exec(yaml)?.[1];
  if (name === undefined) throw new Error(`No name in a definition that begins: ${yaml.slice(0, 100)}`);
  return { name: name.replaceAll(/['"]/g, ''), yaml };
}
