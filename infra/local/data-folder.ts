import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { postgresMajor, PostgresVersionError } from './postgres/postgres-version-error.ts';
import { processIdentity } from './process-identity.ts';
import { Refusal } from './refusal.ts';

/** Where the twin keeps everything; one twin at a time. */
export class DataFolder {
  /** As the user gave it. */
  readonly given: string;
  readonly path: string;

  constructor(given: string) {
    this.given = given;
    this.path = resolve(given);
  }

  get postgres(): string {
    return join(this.path, 'postgres');
  }

  get catalogueFile(): string {
    return join(this.path, 'catalogue.json');
  }

  get twinFile(): string {
    return join(this.path, 'twin.json');
  }

  get demoFile(): string {
    return join(this.path, 'demo.json');
  }

  /** The built files of each site, below its name. */
  get sites(): string {
    return join(this.path, 'sites');
  }

  get compileCache(): string {
    return join(this.path, 'compile-cache');
  }

  /** The built files of a site. */
  siteFolder(name: string): string {
    return join(this.sites, name);
  }

  logFile(name: string): string {
    return join(this.path, 'logs', `${name}.log`);
  }

  secretFile(owner: string, name: string): string {
    return join(this.path, 'secrets', owner, name);
  }

  /**
   * Makes the folder and takes it for this process.
   * @throws Refusal when it is taken, cannot be written or holds another PostgreSQL's data; nothing is touched then
   */
  take(): void {
    this.#refuseOtherPostgres();
    try {
      for (const folder of ['logs', 'secrets'])
        mkdirSync(join(this.path, folder), { recursive: true, mode: 0o700 });
      this.#lock();
    } catch (error) {
      if (error instanceof Refusal) throw error;
      throw new Refusal(`${this.given} cannot be written: ${reasonOf(error)}.`);
    }
  }

  /** Gives the folder back. */
  release(): void {
    rmSync(this.twinFile, { force: true });
    rmSync(this.#lockFile, { force: true });
  }

  get #lockFile(): string {
    return join(this.path, 'lock');
  }

  /** Whole at once: a link of a finished file appears with its content, and only where there is none yet. */
  #lock(): void {
    this.#refuseOwned(); // before anything is written
    const mine = `${this.#lockFile}.${process.pid}`;
    writeFileSync(mine, JSON.stringify({ pid: process.pid, started: processIdentity(process.pid) }), {
      mode: 0o600,
    });
    try {
      while (!linked(mine, this.#lockFile)) {
        this.#refuseOwned();
        this.#removeStale(`${mine}.stale`);
      }
    } finally {
      rmSync(mine, { force: true });
    }
  }

  #refuseOwned(): void {
    const owner = ownerIn(this.#lockFile);
    if (owner !== null) throw new Refusal(`${this.given} is in use by process ${owner}: stop it first.`);
  }

  /** Takes a dead twin's lock away, but never one that another start has put in its place meanwhile. */
  #removeStale(aside: string): void {
    try {
      renameSync(this.#lockFile, aside);
    } catch (error) {
      if (isCode(error, 'ENOENT')) return; // somebody else was faster
      throw error;
    }
    if (ownerIn(aside) !== null) linked(aside, this.#lockFile);
    rmSync(aside);
  }

  #refuseOtherPostgres(): void {
    let found: string;
    try {
      found = readFileSync(join(this.postgres, 'PG_VERSION'), 'utf8').trim();
    } catch (error) {
      if (isCode(error, 'ENOENT') || isCode(error, 'ENOTDIR')) return;
      throw new Refusal(`${this.given} cannot be written: ${reasonOf(error)}.`);
    }
    if (found !== postgresMajor) throw new Refusal(new PostgresVersionError(this.given, found).message);
  }
}

/** @returns whether `to` is now `from`; false where there was a file already */
function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false;
    throw error;
  }
}

/** The running process that a lock file names, or `null`. */
function ownerIn(file: string): number | null {
  try {
    const { pid, started } = JSON.parse(readFileSync(file, 'utf8')) as { pid: number; started: string };
    return processIdentity(pid) === started ? pid : null;
  } catch (error) {
    if (isCode(error, 'ENOENT') || error instanceof SyntaxError) return null;
    throw error;
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

/** `ENOTDIR: not a directory, mkdir '/x'` -> `not a directory`. */
function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return /^[A-Z]+: ([^,]+)/.exec(message)?.[1] ?? message;
}
