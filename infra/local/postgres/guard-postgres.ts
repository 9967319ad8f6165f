import { spawn } from 'node:child_process';
import { Socket } from 'node:net';
import { serverEnvironment } from './environment.ts';

// Reads until its input ends. One line means released; an end without one means that the owner was killed.
const script = `
read -r word && exit 0
kill -QUIT "$1" 2>/dev/null
tries=0
while kill -0 "$1" 2>/dev/null && [ $tries -lt 60 ]; do tries=$((tries + 1)); sleep 0.1; done
kill -KILL "$1" 2>/dev/null
[ -z "$2" ] || rm -rf "$2"
`;

export interface PostgresGuard {
  pid: number;
  /** Tells the guard that the server has been stopped in order. */
  release(): void;
}

/**
 * Ends the server when this process dies without stopping it, SIGKILL included: a small shell, in a session
 * of its own, holds the other end of a pipe.
 * @param pid the postmaster's
 * @param remove a folder that goes with it
 */
export function guardPostgres(pid: number, remove = ''): PostgresGuard {
  const guard = spawn('/bin/sh', ['-c', script, 'goalixa-postgres-guard', String(pid), remove], {
    cwd: '/',
    detached: true,
    env: serverEnvironment(),
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  guard.stdin.on('error', () => guard.stdin.destroy()); // a guard that was killed itself
  guard.unref();
  if (guard.stdin instanceof Socket) guard.stdin.unref(); // neither keeps this process alive
  return { pid: guard.pid ?? 0, release: () => void guard.stdin.end('released\n') };
}
