import { lchown, readdir, readFile, stat } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import type { PostgresBinaries } from './postgres-binaries.ts';
import { run } from './run.ts';
import { otherWays, ownWay, serverAccount, type Account, type ServerWay } from './server-ways.ts';

const noWay =
  'PostgreSQL does not run as this user, and no other one can be taken here: start this as a normal user ' +
  'of the system, with data in a folder of its own.';
// Fails unless it is somebody else than root who reaches the data and can start the server's program.
const probe = 'test "$(id -u)" != 0 && cd "$2" && exec "$1" --version';

/**
 * Finds out, by trying, as whom PostgreSQL can run on `folder`, and makes the folder and all in it theirs.
 * @param folder absolute path of an existing folder
 * @throws Error with the way out when nobody can be found
 */
export async function serverUserFor(folder: string, binaries: PostgresBinaries): Promise<ServerWay> {
  const caller: Account = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
  if (caller.uid !== 0 && hasName()) return ownWay(caller);
  const account = serverAccount(await readFile('/etc/passwd', 'utf8'));
  if (!account) throw new Error(noWay);
  return firstWorking(otherWays(caller, account), folder, binaries);
}

/** The first of `ways` that works on this system for `folder`, which then belongs to the way's owner. */
export async function firstWorking(
  ways: readonly ServerWay[],
  folder: string,
  { postgres }: PostgresBinaries,
): Promise<ServerWay> {
  const reasons: unknown[] = [];
  for (const way of ways) {
    try {
      await giveTo(way.owner, folder);
      await run(way, 'sh', ['-c', probe, 'sh', postgres, folder]);
      return way;
    } catch (error) {
      reasons.push(error);
    }
  }
  throw new AggregateError(reasons, noWay);
}

async function giveTo({ uid, gid }: Account, folder: string): Promise<void> {
  if ((await stat(folder)).uid === uid) return;
  for (const name of await readdir(folder, { recursive: true })) await lchown(join(folder, name), uid, gid);
  await lchown(folder, uid, gid); // last: a chown that was cut off is taken up again
}

function hasName(): boolean {
  try {
    return userInfo().username !== '';
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_SYSTEM_ERROR') return false;
    throw error;
  }
}
