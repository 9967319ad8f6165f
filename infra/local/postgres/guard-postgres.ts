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
  /** The shell's. */
  readonly pid: number;
  /** Tells the guard that the server has been stopped in order. */
  release(): void;
}

/**
 * Ends the server when this process dies without stopping it, SIGKILL included: a small shell, in a session
 * of its own, holds the other end of a pipe. A guard that is killed itself is replaced.
 * @param pid the postmaster's
 * @param remove a folder that goes with it
 */
export function guardPostgres(pid: number, remove = ''): PostgresGuard {
  let isReleased = false;
  let guard = spawnGuard();
  function spawnGuard(): GuardProcess {
    const started = startShell(pid, remove);
    started.on('exit', (_code, signal) => {
      if (!isReleased && signal !== null) guard = spawnGuard();
    });
    return started;
  }
  return {
    get pid() {
      return guard.pid ?? 0;
    },
    release() {
      isReleased = true;
      guard.stdin.end('released\n');
    },
  };
}

type GuardProcess = ReturnType<typeof startShell>;

function startShell(pid: number, remove: string) {
  const shell = spawn('/bin/sh', ['-c', script, 'goalixa-postgres-guard', String(pid), remove], {
    cwd: '/',
    detached: true,
    env: serverEnvironment(),
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  shell.stdin.on('error', () => shell.stdin.destroy()); // a guard that was killed itself
  shell.unref();
  if (shell.stdin instanceof Socket) shell.stdin.unref(); // neither keeps this process alive
  return shell;
}
