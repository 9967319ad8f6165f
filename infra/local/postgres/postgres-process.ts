import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { serverEnvironment } from './environment.ts';
import type { ServerWay } from './server-ways.ts';

const keptLines = 20;
const fastLimit = 10_000;
const immediateLimit = 6_000;

/** How a process ended: by itself with a code, or by a signal. */
export interface Exit {
  code: number | null;
  signal: NodeJS.Signals | null;
}

/** The server as a child in a process group of its own: Ctrl-C in the terminal does not reach it. */
export class PostgresProcess {
  readonly exited: Promise<Exit>;
  readonly #child: ChildProcess;
  readonly #lastLines: string[] = [];
  #stopped: Promise<void> | undefined;

  /** @param log gets each line that the server writes */
  constructor(way: ServerWay, program: string, args: readonly string[], log: (line: string) => void) {
    const [file = program, ...words] = [...way.prefix, program, ...args];
    this.#child = spawn(file, words, {
      ...way.identity,
      detached: true,
      env: serverEnvironment(),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    // Not 'close': processes that outlive a killed server hold its output open.
    this.exited = new Promise((resolve, reject) => {
      this.#child.once('error', reject);
      this.#child.once('exit', (code, signal) => resolve({ code, signal }));
    });
    this.exited.catch((error: unknown) => this.#lastLines.push(String(error)));
    for (const output of [this.#child.stdout, this.#child.stderr]) {
      if (output) createInterface({ input: output }).on('line', (line) => this.#keep(line, log));
    }
  }

  /** 0 when the program could not be started. */
  get pid(): number {
    return this.#child.pid ?? 0;
  }

  get lastLines(): string {
    return this.#lastLines.join('\n');
  }

  /** Fast shutdown (open transactions are rolled back); after 10 s an immediate one, 6 s later the end. */
  stop(): Promise<void> {
    return (this.#stopped ??= this.#stop());
  }

  async #stop(): Promise<void> {
    if (await this.#endsBy('SIGINT', fastLimit)) return;
    if (await this.#endsBy('SIGQUIT', immediateLimit)) return;
    this.#child.kill('SIGKILL');
    await this.exited;
  }

  async #endsBy(signal: NodeJS.Signals, limit: number): Promise<boolean> {
    this.#child.kill(signal);
    const timer = new AbortController();
    const late = delay(limit, false, { signal: timer.signal }).catch(() => false);
    const ended = await Promise.race([this.exited.then(() => true), late]);
    timer.abort();
    return ended;
  }

  #keep(line: string, log: (line: string) => void): void {
    this.#lastLines.push(line);
    if (this.#lastLines.length > keptLines) this.#lastLines.shift();
    log(line);
  }
}
