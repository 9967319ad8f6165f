import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

/** How long a run waits for another, in ms: to write a tree takes a fraction of that. */
const patience = 10_000;

/**
 * Does `work` while no other process writes, nor reads where this one writes. The lock is one on an empty file,
 * `<folder>.lock`, that the kernel takes back from a process that ends, however it ends. The file stays: a run
 * that removed it would let one in that waits for it and one that makes it anew. SQLite, since Node has no other
 * way to such a lock.
 * @param use `read`: writes nothing, so without the file nobody else has ever written
 * @throws Error when another run holds it for longer than `wait` ms, or when it cannot be taken
 */
export function locked<T>(folder: string, use: 'read' | 'write', work: () => T, wait = patience): T {
  const file = `${folder}.lock`;
  if (use === 'read' && !existsSync(file)) return work();
  const lock = taken(file, use, wait);
  try {
    return work();
  } finally {
    lock.close();
  }
}

function taken(file: string, use: 'read' | 'write', timeout: number): DatabaseSync {
  let lock: DatabaseSync | undefined;
  try {
    lock = new DatabaseSync(file, { timeout, readOnly: use === 'read' });
    lock.exec(
      use === 'read' ? 'BEGIN; SELECT * FROM sqlite_master' : 'PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE',
    );
    return lock;
  } catch (error) {
    lock?.close();
    throw new Error(`${file}: ${isBusy(error) ? busy : messageOf(error)}`, { cause: error });
  }
}

const busy = 'another run of the renderer holds it; run this again when that one has ended';

/** `SQLITE_BUSY`. */
const isBusy = (error: unknown): boolean =>
  error instanceof Error && 'errcode' in error && error.errcode === 5;

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
