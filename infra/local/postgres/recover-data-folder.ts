import { existsSync } from 'node:fs';
import { readdir, readlink, realpath, rm } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { postmasterFile, readPostmasterFile } from './postmaster-file.ts';

/**
 * Clears what a killed server left behind, so that the next one can start: processes that have not noticed
 * its death, and a `postmaster.pid` whose number may belong to somebody else by now.
 * Elsewhere than on Linux PostgreSQL's own checks have to do.
 * @param patience milliseconds
 * @throws Error when a whole server still runs there after that time
 */
export async function recoverDataFolder(dataDirectory: string, patience: number): Promise<void> {
  const left = await readPostmasterFile(dataDirectory);
  if (!left || !existsSync('/proc/self/cwd')) return;
  const folder = await realpath(dataDirectory);
  const deadline = Date.now() + patience;
  for (;;) {
    const strays = await processesIn(folder);
    if (strays.length === 0) break;
    const isWhole = strays.includes(left.pid);
    if (Date.now() > deadline) {
      const pids = isWhole ? left.pid : strays.join(', ');
      throw new Error(`PostgreSQL still runs as process ${pids} in ${dataDirectory}: stop it first.`);
    }
    // A whole server is left to whoever is stopping it; without its head the rest can do nothing useful.
    if (!isWhole) strays.forEach(kill);
    await delay(20);
  }
  await rm(postmasterFile(dataDirectory), { force: true });
}

/** Server processes work in their data folder: that tells them from all others. */
async function processesIn(folder: string): Promise<number[]> {
  const numbers = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(
    numbers.map(async (pid) =>
      (await linkOf(`/proc/${pid}/cwd`)) === folder ? await isPostgres(pid) : false,
    ),
  );
  return numbers.filter((_, index) => found[index]).map(Number);
}

async function isPostgres(pid: string): Promise<boolean> {
  const program = await linkOf(`/proc/${pid}/exe`);
  // The kernel adds that word when packages were installed anew since the server started.
  return program?.replace(/ \(deleted\)$/, '').endsWith('/postgres') ?? false;
}

async function linkOf(path: string): Promise<string | null> {
  try {
    return await readlink(path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'EACCES' || code === 'EPERM' || code === 'ESRCH') return null;
    throw error;
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
