import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadDataset } from '@goalixa/core-api/testing/load-dataset.ts';
import { DemoClient } from '@goalixa/infra/local/demo-client.ts';
import { runTwin, type RunningTwin } from '@goalixa/infra/local/testing/run-twin.ts';
import { createPool } from '@goalixa/kit/database/pool.ts';
import { SecretFile } from '@goalixa/kit/secret-file.ts';

export interface Account {
  readonly email: string;
  readonly password: string;
}

const timeZone = 'Europe/Lisbon';

/** A twin with the demo, and users with as many tasks as wanted. */
export class BenchTwin {
  readonly url: string;
  readonly demo: Account;
  readonly #twin: RunningTwin;
  readonly #data: string;

  constructor(twin: RunningTwin, data: string, demo: Account) {
    this.url = twin.url;
    this.demo = demo;
    this.#twin = twin;
    this.#data = data;
  }

  static async start(): Promise<BenchTwin> {
    const data = await mkdtemp(join(tmpdir(), 'goalixa-bench-'));
    const twin = await runTwin(data, { args: ['--seed', 'demo'], env: { TZ: timeZone } });
    const demo = JSON.parse(await readFile(join(data, 'demo.json'), 'utf8')) as Account;
    return new BenchTwin(twin, data, demo);
  }

  /** Ends every process of it; nothing answers any more. */
  async stop(): Promise<void> {
    await this.#twin.stop();
  }

  async remove(): Promise<void> {
    await rm(this.#data, { recursive: true });
  }

  /** A new user with a year of history, loaded past the API. */
  async account(openTasks: number): Promise<Account> {
    const account = { email: `${openTasks}-tasks@example.com`, password: randomUUID() };
    const client = new DemoClient(this.url);
    await client.send('POST', '/bff/auth/register', { ...account, timeZone });
    const { user } = (await client.send('POST', '/bff/auth/login', account)) as { user: { id: string } };
    const secret = (name: string) => new SecretFile(join(this.#data, 'secrets/core-api', name));
    const pool = createPool({
      host: '127.0.0.1',
      port: this.#twin.file().postgres.port,
      database: 'goalixa',
      user: secret('database-user'),
      password: secret('database-password'),
      applicationName: 'bench',
    });
    // Half of the dataset's tasks are done.
    const size = { tasks: 2 * openTasks, habits: 10, entries: 1_000 };
    await loadDataset(pool, { userId: user.id, ...size, now: Date.now(), timeZone });
    await pool.end();
    return account;
  }
}
