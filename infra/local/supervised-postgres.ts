import { appendFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import type { DataFolder } from './data-folder.ts';
import { guardPostgres, type PostgresGuard } from './postgres/guard-postgres.ts';
import { preparePostgres } from './postgres/prepare-postgres.ts';
import { startPostgres, type RunningPostgres } from './postgres/start-postgres.ts';

// Small: the twin serves one person, and shared memory counts in the idle total.
const settings = {
  shared_buffers: '32MB',
  max_connections: '50',
  wal_level: 'minimal',
  max_wal_senders: '0',
  log_min_messages: 'warning',
} as const;

/** The twin's PostgreSQL: started again when it ends unasked, ended when the supervisor is killed. */
export class SupervisedPostgres {
  readonly port: number;
  readonly #data: DataFolder;
  readonly #report: (line: string) => void;
  readonly #onStart: () => void;
  #server: RunningPostgres | undefined;
  #guard: PostgresGuard | undefined;
  #stopping = false;
  #starting: Promise<void> | undefined;
  #watching: Promise<void> | undefined;

  /**
   * @param report gets a sentence for each crash
   * @param onStart called after each start, when `pid` is new
   */
  constructor(port: number, data: DataFolder, report: (line: string) => void, onStart: () => void) {
    this.port = port;
    this.#data = data;
    this.#report = report;
    this.#onStart = onStart;
  }

  get pid(): number {
    return this.#server?.pid ?? 0;
  }

  /** @throws Error with PostgreSQL's own last lines, or when `stop` came before it ran */
  start(superuserPassword: string): Promise<void> {
    return (this.#starting ??= this.#start(superuserPassword));
  }

  /** Fast shutdown; called after the services have drained. A start under way is waited for. */
  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#starting?.catch(() => undefined); // whoever started it was told
    await this.#server?.stop();
    await this.#watching;
    this.#guard?.release();
  }

  async #start(superuserPassword: string): Promise<void> {
    const dataDirectory = this.#data.postgres;
    await preparePostgres({ dataDirectory, superuserPassword, givenName: this.#data.given });
    if (this.#stopping) throw new Error('PostgreSQL was stopped before it started.');
    await this.#startOnce();
    this.#watching = this.#keepRunning();
  }

  async #startOnce(): Promise<void> {
    const server = await startPostgres({
      dataDirectory: this.#data.postgres,
      port: this.port,
      settings,
      log: (line) => appendFileSync(this.#data.logFile('postgres'), `${line}\n`, { mode: 0o600 }),
      // From its first moment: a supervisor killed while the server starts leaves none behind either.
      onSpawn: (pid) => {
        this.#guard?.release();
        this.#guard = guardPostgres(pid);
      },
    });
    this.#server = server;
    this.#onStart();
  }

  async #keepRunning(): Promise<void> {
    for (;;) {
      const exit = await this.#server?.exited;
      if (this.#stopping) return;
      this.#report(`postgres ended (${exit?.signal ?? `exit ${exit?.code}`}); starting it again`);
      await this.#restart();
      if (this.#stopping) return void (await this.#server?.stop());
    }
  }

  async #restart(): Promise<void> {
    for (let wait = 100; !this.#stopping; wait = Math.min(wait * 2, 5_000)) {
      try {
        return await this.#startOnce();
      } catch (error) {
        this.#report(`postgres did not start: ${error instanceof Error ? error.message : String(error)}`);
        await delay(wait);
      }
    }
  }
}
