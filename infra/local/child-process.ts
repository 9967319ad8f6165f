import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, renameSync, statSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import type { DataFolder } from './data-folder.ts';
import { childEnvironment } from './environment.ts';
import type { PlannedChild } from './plan.ts';

const firstBackoffMs = 100;
const longestBackoffMs = 5_000;
// A child that stayed up this long has recovered: the next crash starts from the first backoff.
const stableMs = 10_000;
const drainLimitMs = 12_000;
const longestLog = 10_000_000;

/** One child of the twin, started again whenever it ends unasked. */
export class SupervisedChild {
  readonly plan: PlannedChild;
  readonly #data: DataFolder;
  readonly #report: (line: string) => void;
  readonly #onStart: () => void;
  #child: ChildProcess | undefined;
  #stopping = new AbortController();
  #done: Promise<void> | undefined;

  /**
   * @param report gets a sentence for each crash
   * @param onStart called after each start, when `pid` is new
   */
  constructor(plan: PlannedChild, data: DataFolder, report: (line: string) => void, onStart: () => void) {
    this.plan = plan;
    this.#data = data;
    this.#report = report;
    this.#onStart = onStart;
  }

  get pid(): number {
    return this.#child?.pid ?? 0;
  }

  start(): void {
    this.#done ??= this.#keepRunning();
  }

  /** SIGTERM, up to 12 s to drain, then SIGKILL. Fulfilled when it has ended for good. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#child?.kill('SIGTERM');
    const force = setTimeout(() => this.#child?.kill('SIGKILL'), drainLimitMs);
    await this.#done;
    clearTimeout(force);
  }

  async #keepRunning(): Promise<void> {
    let backoff = firstBackoffMs;
    const isStopping = () => this.#stopping.signal.aborted;
    while (!isStopping()) {
      const startedAt = performance.now();
      const how = await this.#runOnce();
      if (isStopping()) return;
      if (performance.now() - startedAt > stableMs) backoff = firstBackoffMs;
      this.#report(
        `${this.plan.name} ended (${how}); starting it again in ${backoff} ms, see ${this.#data.logFile(this.plan.name)}`,
      );
      await delay(backoff, undefined, { signal: this.#stopping.signal }).catch(() => undefined);
      backoff = Math.min(backoff * 2, longestBackoffMs);
    }
  }

  async #runOnce(): Promise<string> {
    const log = openLog(this.#data.logFile(this.plan.name));
    try {
      this.#child = spawn(process.execPath, [...this.plan.args], {
        cwd: this.#data.path,
        env: childEnvironment(this.#data, this.plan.variables),
        detached: true, // Ctrl-C in the terminal reaches the supervisor alone, which drains in order
        stdio: ['pipe', log, log],
      });
    } finally {
      closeSync(log);
    }
    this.#child.stdin?.on('error', () => undefined); // its end is seen by 'exit'
    if (this.#child.pid !== undefined) this.#onStart();
    try {
      const [code, signal] = (await once(this.#child, 'exit')) as [number | null, string | null];
      return signal ?? `exit ${code}`;
    } catch (error) {
      return String(error); // it could not be started
    }
  }
}

function openLog(file: string): number {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > longestLog) renameSync(file, `${file}.1`);
  return openSync(file, 'a', 0o600);
}
