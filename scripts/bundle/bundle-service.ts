import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { Job, Service } from '../../infra/catalogue/deployable.ts';
import { paths } from '../../infra/paths.ts';

// knex and pg load them only when they are asked for, and nobody asks: our client is plain pg.
const neverLoaded = [
  ...['better-sqlite3', 'mariadb', 'mysql', 'mysql2', 'oracledb', 'sqlite3', 'tedious'],
  ...['pg-native', 'pg-query-stream'],
];

// CommonJS inside the bundle still calls `require` for Node's own modules.
const banner = [
  "import { createRequire } from 'node:module';",
  'const require = createRequire(import.meta.url);',
].join('\n');

/**
 * One file without any `node_modules`: `src/main.mjs` and, beside `src`, the migrations, placed as in the sources.
 * @throws Error for whatever esbuild cannot find or warns of
 */
export async function bundleService(app: Service | Job, folder: string): Promise<void> {
  const { warnings } = await build({
    absWorkingDir: paths.root, // comments name files from there, so every machine writes the same
    entryPoints: [join(paths.root, app.source, 'src/main.ts')],
    outfile: join(folder, 'src/main.mjs'),
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    external: neverLoaded,
    banner: { js: banner },
    logLevel: 'silent',
  });
  if (warnings.length > 0) throw new Error(`${app.name}: ${warnings.map(({ text }) => text).join('; ')}`);
  if (app.kind === 'service' && app.migrations !== undefined) {
    await cp(join(paths.root, app.migrations), join(folder, 'migrations'), { recursive: true });
  }
}
