import { spawn } from 'node:child_process';
import { serverEnvironment } from './environment.ts';
import type { ProcessGuard } from './process-guard.ts';

const keptCharacters = 4_000;

/** One of the servers, guarded from its first moment. */
export class ServerProcess {
  readonly #child;
  readonly #exited: Promise<unknown>;
  readonly #program: string;
  #lastWords = '';
  #hasEnded = false;

  /** @param options command line options without their dashes */
  constructor(program: string, options: Readonly<Record<string, string | number>>, guard: ProcessGuard) {
    this.#program = program;
    const words = Object.entries(options).map(([name, value]) => `--${name}=${value}`);
    this.#child = spawn(program, words, { env: serverEnvironment, stdio: ['ignore', 'pipe', 'pipe'] });
    if (this.#child.pid !== undefined) guard.add(this.#child.pid);
    for (const stream of [this.#child.stdout, this.#child.stderr])
      stream.on('data', (chunk) => {
        this.#lastWords = (this.#lastWords + String(chunk)).slice(-keptCharacters);
      });
    this.#exited = new Promise((resolve) => {
      this.#child.once('error', resolve).once('close', resolve);
    }).then(() => (this.#hasEnded = true));
  }

  /** @throws Error with the last lines of its log when it has ended */
  assertRuns(): void {
    if (this.#hasEnded) throw new Error(`${this.#program} ended:\n${this.#lastWords}`);
  }

  /** Nothing of it is to be kept. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#exited;
  }
}
