import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { missing, pages } from '../app/router.js';
import { build } from '../build.mjs';

const source = fileURLToPath(new URL('..', import.meta.url));
const read = (file: string): Promise<string> => readFile(file, 'utf8');
const all = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map(([, found = '']) => found);
/** Modules that a module imports, by name; those it loads only when they are needed come second. */
const importsOf = (text: string): string[] => all(text, /(?:from|import)\s*"\.\/([\w.-]+)"/g);
const lazyImportsOf = (text: string): string[] => all(text, /import\("\.\/([\w.-]+)"\)/g);

let temporary: string;
let folder: string;
let version: string;
let precache: readonly string[];
let shell: string;
let assets: readonly string[];
const asset = (name: string): Promise<string> => read(join(folder, 'assets', name));

beforeAll(async () => {
  temporary = await mkdtemp(join(tmpdir(), 'goalixa-budget-'));
  folder = join(temporary, 'built');
  ({ version, precache } = await build(folder));
  shell = await read(join(folder, 'index.html'));
  assets = (await readdir(join(folder, 'assets'))).sort();
});
afterAll(() => rm(temporary, { recursive: true }));

describe('the first load of Today', () => {
  let scripts: readonly string[];
  let styles: readonly string[];
  beforeAll(async () => {
    const named = all(shell, /(?:src|href)="\/app\/assets\/([^"]+)"/g);
    styles = named.filter((name) => name.endsWith('.css'));
    scripts = await withStaticImports(named.filter((name) => name.endsWith('.js')));
  });

  it('is one style sheet and three scripts: the theme, what all pages share, and the page', () => {
    const names = ['theme', 'main', 'today-page'].map((name) => `${name}.${version}.js`);
    expect([styles, [...scripts].sort()]).toEqual([[`style.${version}.css`], names.sort()]);
  });

  it('is at most 30,000 bytes of JavaScript, compressed', async () => {
    expect(await weightOf(scripts)).toBeLessThanOrEqual(30_000);
  });

  it('is at most 12,000 bytes of CSS, compressed', async () => {
    expect(await weightOf(styles)).toBeLessThanOrEqual(12_000);
  });

  it('is at most 60,000 bytes altogether, compressed', async () => {
    const others = [shell, await read(join(folder, 'icon.svg'))].map(compressed);
    const total = (await weightOf([...scripts, ...styles])) + others.reduce((sum, size) => sum + size, 0);
    expect(total).toBeLessThanOrEqual(60_000);
  });
});

describe('the precache list', () => {
  it('names only files that exist, each once', async () => {
    expect(precache.length).toBeGreaterThan(0);
    expect(new Set(precache).size).toBe(precache.length);
    for (const path of precache) {
      expect([path, (await readFile(fileOf(path))).length > 0]).toEqual([path, true]);
    }
  });

  it('names all that the shell and its pages load', async () => {
    const scripts = assets.filter((name) => name.endsWith('.js'));
    const loaded = new Set<string>(all(shell, /(?:src|href)="(\/app\/(?:assets\/|icon\.)[^"]+)"/g));
    for (const name of scripts) {
      const text = await asset(name);
      for (const other of [...importsOf(text), ...lazyImportsOf(text)]) loaded.add(`/app/assets/${other}`);
      for (const image of all(text, /src="(\/app\/[^"]+)"/g)) loaded.add(image);
    }
    expect(loaded.size).toBeGreaterThan(pages.length);
    expect([...loaded].filter((path) => !precache.includes(path))).toEqual([]);
  });

  it('stands in the worker, shell first, as do the names of all assets', async () => {
    const worker = await read(join(folder, 'sw.js'));
    expect(precache[0]).toBe(`/app/assets/shell.${version}.html`);
    expect(worker).toContain(JSON.stringify(precache));
    expect([...precache].sort()).toEqual(
      [...assets.map((name) => `/app/assets/${name}`), '/app/icon.svg'].sort(),
    );
  });
});

describe('a build of the app', () => {
  it('leaves no placeholder', async () => {
    for (const name of assets)
      expect([name, await asset(name)]).toEqual([name, expect.not.stringContaining('__')]);
    expect(shell).not.toContain('__');
  });

  it('has the version in the name of every file below assets', () => {
    expect(version).toMatch(/^[0-9a-f]{10}$/);
    expect(assets.filter((name) => name.split('.')[1] !== version)).toEqual([]);
  });

  it('gives the same bytes again', async () => {
    const again = join(temporary, 'again');
    await build(again);
    const files = await filesBelow(folder);
    expect(await filesBelow(again)).toEqual(files);
    for (const file of files) {
      expect([file, await readFile(join(again, file), 'base64')]).toEqual([
        file,
        await readFile(join(folder, file), 'base64'),
      ]);
    }
  });

  it('makes one module of each page, loaded when it is gone to', async () => {
    const main = await asset(`main.${version}.js`);
    const modules = assets.filter((name) => name.endsWith(`-page.${version}.js`));
    expect(modules).toHaveLength(pages.length + 1);
    expect([...new Set(lazyImportsOf(main))].sort()).toEqual(modules);
    expect(importsOf(main)).toEqual([]);
    for (const name of modules) {
      expect([name, [...new Set(importsOf(await asset(name)))]]).toEqual([name, [`main.${version}.js`]]);
    }
  });

  it('has a module for each line of the table', async () => {
    const loads = [...pages, missing].map(({ load }) => all(String(load), /pages\/[\w-]+\/([\w-]+)\.js/g));
    const names = loads.flat().map((name) => `${name}.${version}.js`);
    expect(loads.map((found) => found.length)).toEqual(loads.map(() => 1));
    expect(assets).toEqual(expect.arrayContaining(names));
  });

  it('is made by at most 100 lines', async () => {
    expect((await read(join(source, 'build.mjs'))).trimEnd().split('\n').length).toBeLessThanOrEqual(100);
  });
});

const compressed = (text: string): number => gzipSync(text, { level: 9 }).length;
const fileOf = (path: string): string => join(folder, path.replace(/^\/app\//, ''));

async function weightOf(names: readonly string[]): Promise<number> {
  const sizes = await Promise.all(names.map(async (name) => compressed(await asset(name))));
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** Scripts, and what comes along with them before any of it runs. */
async function withStaticImports(names: readonly string[]): Promise<string[]> {
  const found = new Set(names);
  for (const name of found) for (const other of importsOf(await asset(basename(name)))) found.add(other);
  return [...found];
}

async function filesBelow(root: string): Promise<readonly string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const found = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return found.map((file) => file.slice(root.length + 1)).sort();
}
