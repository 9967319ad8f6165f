import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { repositoryCopy } from '@goalixa/infra/fixtures/repository-copy.ts';
import { paths } from '@goalixa/infra/paths.ts';

const workspaces = { infra: 'infra', kit: 'services/kit', domain: 'services/domain' } as const;

/** A copy of the program and of all that it imports from this repository, as JavaScript. */
export function compiledCopy(folder: string): string {
  repositoryCopy(folder);
  rmSync(join(folder, 'node_modules'));
  for (const path of [workspaces.kit, workspaces.domain])
    cpSync(join(paths.root, path), join(folder, path), {
      recursive: true,
      filter: (source) => !source.includes('node_modules'),
    });
  for (const path of Object.values(workspaces)) compileBelow(join(folder, path));
  linkModules(folder);
  return folder;
}

/** Every `.ts` becomes a `.js`, and whoever imports it says so. */
function compileBelow(folder: string): void {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name);
    if (!entry.isFile() || !file.endsWith('.ts')) continue;
    const code = stripTypeScriptTypes(readFileSync(file, 'utf8')).replaceAll(
      /(from |import\()'([^']+)\.ts'/g,
      "$1'$2.js'",
    );
    writeFileSync(file.replace(/\.ts$/, '.js'), code.replaceAll("-program.ts'", "-program.js'"));
    rmSync(file);
  }
}

/** Packages of others where they are; our own from the copy. */
function linkModules(folder: string): void {
  const modules = join(folder, 'node_modules');
  mkdirSync(join(modules, '@goalixa'), { recursive: true });
  for (const name of readdirSync(join(paths.root, 'node_modules'))) {
    if (name !== '@goalixa') symlinkSync(join(paths.root, 'node_modules', name), join(modules, name));
  }
  for (const [name, path] of Object.entries(workspaces)) {
    symlinkSync(join(folder, path), join(modules, '@goalixa', name));
    const own = join(paths.root, path, 'node_modules');
    if (existsSync(own)) symlinkSync(own, join(folder, path, 'node_modules'));
  }
}
