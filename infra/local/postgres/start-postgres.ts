import { resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { postgresBinaries } from './postgres-binaries.ts';
import { PostgresProcess, type Exit } from './postgres-process.ts';
import { readPostmasterFile } from './postmaster-file.ts';
import { recoverDataFolder } from './recover-data-folder.ts';
import { serverUserFor } from './server-user.ts';

const startLimit = 60_000;
const leftByAnother = /postmaster\.pid|shared memory block/;

export interface StartPostgresOptions {
  /** A folder that `preparePostgres` has prepared. */
  dataDirectory: string;
  /** TCP port on 127.0.0.1. */
  port: number;
  /** Server settings by name, for example `{ fsync: 'off' }`. */
  settings?: Readonly<Record<string, string>>;
  /** Gets each line of the server's log. */
  log?: (line: string) => void;
  /** Called as soon as there is a process, long before it accepts connections: time to guard it. */
  onSpawn?: (pid: number) => void;
  /** Milliseconds to wait for another server that is still ending there. @default 10_000 */
  patience?: number;
}

export interface RunningPostgres {
  /** Process id of the postmaster. */
  pid: number;
  port: number;
  /** Fulfilled when the server has ended, wanted or not. */
  exited: Promise<Exit>;
  /** Ends the server; open transactions are rolled back. Fulfilled when it is gone. */
  stop(): Promise<void>;
}

/**
 * Starts PostgreSQL on loopback only and waits until it accepts connections.
 * It also starts after a crash: what a killed server left behind is cleared first.
 * @throws Error with the server's last lines when it ends before, or is not ready within 60 s
 */
export async function startPostgres(options: StartPostgresOptions): Promise<RunningPostgres> {
  const dataDirectory = resolve(options.dataDirectory);
  const binaries = postgresBinaries();
  const way = await serverUserFor(dataDirectory, binaries);
  const words = serverWords({ ...options, dataDirectory });
  const patience = options.patience ?? 10_000;
  const lastTry = Date.now() + patience;
  for (;;) {
    await recoverDataFolder(dataDirectory, patience);
    const server = new PostgresProcess(way, binaries.postgres, words, options.log ?? (() => undefined));
    if (server.pid > 0) options.onSpawn?.(server.pid);
    if (await becomesReady(server, dataDirectory)) return running(server, options.port);
    if (Date.now() > lastTry || !leftByAnother.test(server.lastLines)) {
      throw new Error(`PostgreSQL did not start:\n${server.lastLines}`);
    }
    await delay(100);
  }
}

function serverWords({ dataDirectory, port, settings }: StartPostgresOptions): string[] {
  const all = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...settings,
  };
  return ['-D', dataDirectory, ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
}

async function becomesReady(server: PostgresProcess, dataDirectory: string): Promise<boolean> {
  let ended = false;
  const markEnded = (): void => void (ended = true);
  server.exited.then(markEnded, markEnded);
  const deadline = Date.now() + startLimit;
  while (!ended && Date.now() < deadline) {
    const file = await readPostmasterFile(dataDirectory);
    if (file?.pid === server.pid && file.isReady) return true;
    await delay(10);
  }
  if (!ended) await server.stop();
  return false;
}

function running(server: PostgresProcess, port: number): RunningPostgres {
  return { pid: server.pid, port, exited: server.exited, stop: () => server.stop() };
}
