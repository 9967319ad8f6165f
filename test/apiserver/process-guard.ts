import { spawn } from 'node:child_process';
import { serverEnvironment } from './environment.ts';

// Reads process ids until its input ends. An end without "released" means that the owner was killed.
const script = `
while read -r word; do
  [ "$word" = released ] && exit 0
  pids="$pids $word"
done
[ -z "$pids" ] || kill -KILL $pids 2>/dev/null
rm -rf "$1"
`;

/** Ends processes when this one dies without doing so, SIGKILL included: a shell holds the other end of a pipe. */
export class ProcessGuard {
  readonly #shell;

  /** @param folder goes with the processes */
  constructor(folder: string) {
    this.#shell = spawn('/bin/sh', ['-c', script, 'goalixa-apiserver-guard', folder], {
      cwd: '/',
      detached: true, // Ctrl-C in the terminal must not end the guard first
      env: serverEnvironment,
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    this.#shell.stdin.on('error', () => undefined);
    this.#shell.unref();
  }

  add(pid: number): void {
    this.#shell.stdin.write(`${pid}\n`);
  }

  /** All of them have been ended in order. */
  release(): void {
    this.#shell.stdin.end('released\n');
  }
}
