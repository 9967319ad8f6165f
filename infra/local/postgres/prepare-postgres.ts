import { chown, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { postgresBinaries } from './postgres-binaries.ts';
import { postgresMajor, PostgresVersionError } from './postgres-version-error.ts';
import { run } from './run.ts';
import { serverUserFor } from './server-user.ts';

export interface PreparePostgresOptions {
  /** Folder of the cluster's files; made when it is missing. */
  dataDirectory: string;
  /** Password of the superuser `postgres`; used only when the folder is still empty. */
  superuserPassword: string;
  /** What messages call the folder. @default dataDirectory */
  givenName?: string;
  /** `false`: faster, and a power cut may leave nothing usable. For tests. @default true */
  sync?: boolean;
}

/**
 * Makes `dataDirectory` a PostgreSQL 16 cluster (UTF-8, C locale, SCRAM passwords) unless it is one.
 * A first start that was cut off leaves the folder empty, so the next one begins anew.
 * @throws PostgresVersionError when it holds data of another major version, with nothing touched
 */
export async function preparePostgres(options: PreparePostgresOptions): Promise<void> {
  const target = resolve(options.dataDirectory);
  const givenName = options.givenName ?? options.dataDirectory;
  const names = await namesIn(target);
  if (names.includes('PG_VERSION')) return refuseOtherVersion(target, givenName);
  if (names.length > 0) throw new Error(`${givenName} is neither empty nor PostgreSQL data.`);
  await mkdir(dirname(target), { recursive: true });
  await removeLeftovers(target);
  const staging = await mkdtemp(stagingPrefix(target));
  try {
    await initialise(staging, options);
    await rename(join(staging, 'data'), target); // also over an empty folder
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

async function initialise(staging: string, options: PreparePostgresOptions): Promise<void> {
  const binaries = postgresBinaries();
  const way = await serverUserFor(staging, binaries);
  const passwordFile = join(staging, 'password');
  await writeFile(passwordFile, `${options.superuserPassword}\n`, { mode: 0o600 });
  await chown(passwordFile, way.owner.uid, way.owner.gid);
  const access = ['--username=postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
  const sync = options.sync === false ? ['--no-sync'] : [];
  const words = ['--encoding=UTF8', '--locale=C', ...access, ...sync, `--pgdata=${join(staging, 'data')}`];
  await run(way, binaries.initdb, words);
}

async function refuseOtherVersion(target: string, givenName: string): Promise<void> {
  const found = (await readFile(join(target, 'PG_VERSION'), 'utf8')).trim();
  if (found !== postgresMajor) throw new PostgresVersionError(givenName, found);
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

function stagingPrefix(target: string): string {
  return `${target}.new-`;
}

async function removeLeftovers(target: string): Promise<void> {
  const start = basename(stagingPrefix(target));
  const names = await readdir(dirname(target));
  const left = names.filter((name) => name.startsWith(start));
  await Promise.all(left.map((name) => rm(join(dirname(target), name), { recursive: true, force: true })));
}
