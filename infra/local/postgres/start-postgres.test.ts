import { afterEach, describe, expect, it } from '@jest/globals';
import { chmod, mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { until } from '@goalixa/kit/testing/until.ts';
import { freePort } from './free-port.ts';
import { preparePostgres } from './prepare-postgres.ts';
import { PostgresVersionError } from './postgres-version-error.ts';
import { startPostgres, type RunningPostgres } from './start-postgres.ts';

const password = 'a password';
const folders: string[] = [];
const servers: RunningPostgres[] = [];

/** A folder with mode 0700 and with a space in the name of the one that will hold the data. */
async function closedFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'goalixa-postgres-'));
  folders.push(folder);
  await chmod(folder, 0o700);
  return join(folder, 'my data', 'postgres');
}

async function started(
  dataDirectory: string,
  port: number,
  onSpawn: (pid: number) => void = () => undefined,
): Promise<RunningPostgres> {
  const server = await startPostgres({ dataDirectory, port, settings: { fsync: 'off' }, onSpawn });
  servers.push(server);
  return server;
}

async function query(port: number, text: string): Promise<unknown[]> {
  const client = new pg.Client({ host: '127.0.0.1', port, user: 'postgres', database: 'postgres', password });
  client.on('error', () => undefined); // the server is killed under it; the query rejects
  await client.connect();
  try {
    return (await client.query<unknown[]>({ text, rowMode: 'array' })).rows.flat();
  } finally {
    await client.end();
  }
}

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop()));
  await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true, force: true })));
});

describe('preparePostgres', () => {
  it('refuses the data of PostgreSQL 15 by the name that the user gave, and touches nothing', async () => {
    const dataDirectory = await closedFolder();
    await mkdir(dataDirectory, { recursive: true });
    await writeFile(join(dataDirectory, 'PG_VERSION'), '15\n');
    const preparing = preparePostgres({ dataDirectory, superuserPassword: password, givenName: '.goalixa' });
    await expect(preparing).rejects.toThrow(new PostgresVersionError('.goalixa', '15'));
    await expect(preparing).rejects.toThrow('.goalixa holds PostgreSQL 15 data, this version needs 16.');
    expect(await readdir(dataDirectory)).toEqual(['PG_VERSION']);
  });

  it('refuses a folder that holds something else', async () => {
    const dataDirectory = await closedFolder();
    await mkdir(dataDirectory, { recursive: true });
    await writeFile(join(dataDirectory, 'letter.txt'), 'dear');
    const preparing = preparePostgres({ dataDirectory, superuserPassword: password });
    await expect(preparing).rejects.toThrow(`${dataDirectory} is neither empty nor PostgreSQL data.`);
    expect(await readdir(dataDirectory)).toEqual(['letter.txt']);
  });

  it('begins anew after a first start that was cut off', async () => {
    const dataDirectory = await closedFolder();
    await mkdir(`${dataDirectory}.new-abcdef/data`, { recursive: true });
    await mkdir(dataDirectory);
    await preparePostgres({ dataDirectory, superuserPassword: password, sync: false });
    expect(await readdir(join(dataDirectory, '..'))).toEqual(['postgres']);
    expect((await stat(join(dataDirectory, 'PG_VERSION'))).isFile()).toBe(true);
  });
});

describe('startPostgres', () => {
  it('names what the server said when it cannot start', async () => {
    const dataDirectory = await closedFolder();
    await preparePostgres({ dataDirectory, superuserPassword: password, sync: false });
    const starting = startPostgres({
      dataDirectory,
      port: await freePort(),
      settings: { no_such_name: '1' },
    });
    await expect(starting).rejects.toThrow(
      /did not start:[^]*unrecognized configuration parameter "no_such_name"/,
    );
  });

  it('refuses a second server on the same folder while the first one runs', async () => {
    const dataDirectory = await closedFolder();
    await preparePostgres({ dataDirectory, superuserPassword: password, sync: false });
    const first = await started(dataDirectory, await freePort());
    const second = startPostgres({ dataDirectory, port: await freePort(), patience: 200 });
    // The second sentence is PostgreSQL's own, where the system shows no working folders of processes.
    await expect(second).rejects.toThrow(
      /still runs as process \d+ in|lock file "postmaster.pid" already exists/,
    );
    expect(await query(first.port, 'select 1')).toEqual([1]);
  });

  it('runs below a folder with mode 0700 and a space in its name, whoever starts it, with UTF-8', async () => {
    const spawned: number[] = [];
    const dataDirectory = await closedFolder();
    await preparePostgres({ dataDirectory, superuserPassword: password, sync: false });
    const server = await started(dataDirectory, await freePort(), (pid) => spawned.push(pid));
    const settings = 'server_encoding listen_addresses unix_socket_directories timezone password_encryption';
    const values = settings.split(' ').map((name) => `current_setting('${name}')`);
    expect(await query(server.port, `select ${values.join(', ')}`)).toEqual([
      'UTF8',
      '127.0.0.1',
      '',
      'UTC',
      'scram-sha-256',
    ]);
    expect(spawned).toEqual([server.pid]);
    expect(await query(server.port, 'select distinct datcollate from pg_database')).toEqual(['C']);
    await server.stop();
    expect(await server.exited).toEqual({ code: 0, signal: null });
  });

  it('keeps the data and the password when the folder is prepared again', async () => {
    const dataDirectory = await closedFolder();
    await preparePostgres({ dataDirectory, superuserPassword: password, sync: false });
    const first = await started(dataDirectory, await freePort());
    await query(first.port, 'create table kept as select 7 as n');
    await first.stop();
    await preparePostgres({ dataDirectory, superuserPassword: 'another' });
    const second = await started(dataDirectory, await freePort());
    expect(await query(second.port, 'select n from kept')).toEqual([7]);
  });

  it('starts again on the same port after SIGKILL, while a busy process of the old server still runs', async () => {
    const dataDirectory = await closedFolder();
    await preparePostgres({ dataDirectory, superuserPassword: password, sync: false });
    const first = await started(dataDirectory, await freePort());
    await query(first.port, 'create table kept as select 7 as n');
    const busy = query(first.port, 'select count(*) from generate_series(1, 1e9)').catch(
      (error: unknown) => error,
    );
    const isBusy = "select count(*) from pg_stat_activity where query like '%1e9%' and state = 'active'";
    await until(async () => Number((await query(first.port, isBusy))[0]) >= 2, 5_000, 'the server is busy');
    process.kill(first.pid, 'SIGKILL');
    expect(await first.exited).toEqual({ code: null, signal: 'SIGKILL' });
    const second = await started(dataDirectory, first.port);
    expect(await query(second.port, 'select n from kept')).toEqual([7]);
    expect(await busy).toBeInstanceOf(Error);
  });
});
