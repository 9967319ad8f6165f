import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../infra/local/postgres/free-port.ts';
import { guardPostgres, type PostgresGuard } from '../infra/local/postgres/guard-postgres.ts';
import { preparePostgres } from '../infra/local/postgres/prepare-postgres.ts';
import { startPostgres, type RunningPostgres } from '../infra/local/postgres/start-postgres.ts';
import { databaseRoles, loginKinds, type LoginKind } from '../infra/postgres/database-roles.ts';
import { provisionDatabase, type Superuser } from '../infra/postgres/provision-database.ts';
import type { TestPostgres } from '../services/kit/src/testing/environment.ts';

const databases = ['authdb', 'goalixa'] as const;
// Nothing here outlives the run, so nothing has to reach the disk.
const settings = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '200',
  shared_buffers: '64MB',
};

type Login = TestPostgres['superuser'];

interface Run {
  folder: string;
  server?: RunningPostgres;
  guard?: PostgresGuard;
}

let current: Run | undefined;

/** Starts the one PostgreSQL of a test run, in a temporary folder, with the roles of every database. */
export async function startTestPostgres(): Promise<TestPostgres> {
  current = { folder: await mkdtemp(join(tmpdir(), 'goalixa-test-')) };
  try {
    return await startIn(current);
  } catch (error) {
    await stopTestPostgres(); // jest runs no teardown after a setup that failed
    throw error;
  }
}

/** Stops it and removes its folder. */
export async function stopTestPostgres(): Promise<void> {
  if (!current) return;
  const { server, guard, folder } = current;
  current = undefined;
  await server?.stop();
  guard?.release();
  await rm(folder, { recursive: true, force: true });
}

async function startIn(run: Run): Promise<TestPostgres> {
  const host = '127.0.0.1';
  const port = await freePort();
  const superuser: Superuser = { host, port, user: 'postgres', password: newPassword() };
  const dataDirectory = join(run.folder, 'postgres');
  await preparePostgres({ dataDirectory, superuserPassword: superuser.password, sync: false });
  const onSpawn = (pid: number): void => void (run.guard = guardPostgres(pid, run.folder));
  run.server = await startPostgres({ dataDirectory, port, settings, onSpawn });
  const secrets = join(run.folder, 'secrets');
  const entries = databases.map(async (name) => [name, await provision(superuser, name, secrets)] as const);
  return {
    host,
    port,
    superuser: await writeLogin(join(secrets, 'superuser'), superuser.user, superuser.password),
    databases: Object.fromEntries(await Promise.all(entries)),
  };
}

async function provision(
  server: Superuser,
  database: string,
  secrets: string,
): Promise<{ owner: Login; app: Login }> {
  const passwords = Object.fromEntries(loginKinds.map((kind) => [kind, newPassword()])) as Record<
    LoginKind,
    string
  >;
  await provisionDatabase({ server, database, passwords });
  const { logins } = databaseRoles(database);
  const [owner, app] = await Promise.all([
    writeLogin(join(secrets, database, 'owner'), logins.owner_a.name, passwords.owner_a),
    writeLogin(join(secrets, database, 'app'), logins.app_a.name, passwords.app_a),
  ]);
  return { owner, app };
}

async function writeLogin(folder: string, user: string, password: string): Promise<Login> {
  await mkdir(folder, { recursive: true });
  const login = { userFile: join(folder, 'user'), passwordFile: join(folder, 'password') };
  await writeFile(login.userFile, user, { mode: 0o600 });
  await writeFile(login.passwordFile, password, { mode: 0o600 });
  return login;
}

function newPassword(): string {
  return randomBytes(24).toString('base64url');
}
