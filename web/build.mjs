import { createHash } from 'node:crypto';
import { cp, glob, mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { build as bundle } from 'esbuild';

const root = import.meta.dirname;
/** Stands for the version while it is not known: the files name each other, so one hash over all serves all. */
const unknown = '__VERSION__';
const pagePath = /"\.\.\/pages\/[\w-]+\/([\w-]+)\.js"/g;

/**
 * Bundles the app: `main` with all that pages share, a file per page, one style sheet, all below `assets/` with a hash;
 * the shell; the worker with its precache list. The same sources give the same bytes.
 * @param {string} folder new or empty; made when missing
 * @param {string} [source] another copy of this folder
 * @returns {Promise<{ version: string, precache: readonly string[] }>} what the worker was told
 * @throws Error with esbuild's messages
 */
export async function build(folder, source = root) {
  const assets = await assetsOf(source);
  const others = ['worker/sw.js', 'public/icon.svg'].map((file) => readFile(join(source, file), 'utf8'));
  const version = hashOf([...assets, ...(await Promise.all(others))].flat().join('\n'));
  const nameOf = (/** @type {string} */ name) => `assets/${name.replace('.', `.${version}.`)}`;
  await cp(join(source, 'public'), folder, { recursive: true });
  await mkdir(join(folder, 'assets'), { recursive: true });
  for (const [name, text] of assets) {
    await writeFile(join(folder, nameOf(name)), text.replaceAll(unknown, version));
  }
  await cp(join(folder, nameOf('shell.html')), join(folder, 'index.html'));
  const precache = [...assets.map(([name]) => `/app/${nameOf(name)}`), '/app/icon.svg'];
  const define = { PRECACHE: JSON.stringify(precache), VERSION: JSON.stringify(version) };
  const [sw] = await bundled(source, { entryPoints: ['worker/sw.js'], outfile: 'sw.js', define });
  await writeFile(join(folder, 'sw.js'), sw?.[1] ?? '');
  return { version, precache };
}

/**
 * Name and text of each file. First the shell, by which the worker answers every navigation: its name has the hash, too,
 * so that a deployment in the middle of an install cannot mix two versions.
 * @param {string} source @returns {Promise<[string, string][]>}
 */
async function assetsOf(source) {
  const shared = await files(source, 'app/*.js', 'components/*/*.js');
  const sheets = await files(source, 'styles/*.css', 'components/*/*.css', 'pages/*/*.css');
  const styles = sheets.map((file) => `@import './${file}';`);
  // Everything shared in one file: a chunk per set of users would be twenty small ones.
  const parts = shared.filter((file) => !/\/(main|theme)\.js$/.test(file));
  const main = [`import './app/main.js';`, ...parts.map((file) => `export * from './${file}';`)];
  const entry = (/** @type {string[]} */ lines, /** @type {'js' | 'css'} */ loader) => ({
    stdin: { contents: lines.join('\n'), resolveDir: source, loader },
  });
  const pages = { entryPoints: await files(source, 'pages/*/*-page.js'), outdir: '.', entryNames: '[name]' };
  return [
    ['shell.html', await readFile(join(source, 'index.html'), 'utf8')],
    ...(await bundled(source, { ...entry(main, 'js'), outfile: 'main.js' })),
    ...(await bundled(source, { entryPoints: ['app/theme.js'], outfile: 'theme.js' })),
    ...(await bundled(source, { ...pages, plugins: [sharedIsMain] })),
    ...(await bundled(source, { ...entry(styles, 'css'), outfile: 'style.css' })),
  ];
}

/** @param {string} source @param {import('esbuild').BuildOptions} options @returns {Promise<[string, string][]>} */
async function bundled(source, options) {
  /** @type {import('esbuild').BuildOptions} */
  const always = {
    absWorkingDir: source,
    bundle: true,
    write: false,
    minify: true,
    format: 'esm',
    logLevel: 'silent',
  };
  const nodePaths = [join(root, '../node_modules')]; // also for a copy elsewhere
  const external = ['../pages/*'];
  const { outputFiles = [] } = await bundle({ ...always, target: 'es2024', nodePaths, external, ...options });
  return outputFiles.map(({ path, text }) => [
    basename(path),
    text.replace(pagePath, `"./$1.${unknown}.js"`),
  ]);
}

/** Pages take what is shared from `main`. @type {import('esbuild').Plugin} */
const sharedIsMain = {
  name: 'shared-is-main',
  setup({ onResolve }) {
    const main = { path: `./main.${unknown}.js`, external: true };
    onResolve({ filter: /^\.\.\/\.\.\/(app|components)\// }, () => main);
  },
};

/** @param {string} source @param {...string} patterns @returns {Promise<string[]>} sorted within each pattern */
async function files(source, ...patterns) {
  const found = patterns.map(async (pattern) =>
    (await Array.fromAsync(glob(pattern, { cwd: source }))).sort(),
  );
  return (await Promise.all(found)).flat();
}

/** @param {string} text */
const hashOf = (text) => createHash('sha256').update(text).digest('hex').slice(0, 10);
