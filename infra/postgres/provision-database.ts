import pg from 'pg';
import { databaseRoles, loginKinds, type DatabaseRoles, type LoginKind } from './database-roles.ts';
import { scramVerifier } from './scram-verifier.ts';

const { escapeIdentifier: id, escapeLiteral: literal } = pg;
const limits = 'nosuperuser nocreatedb nocreaterole noreplication nobypassrls';
// One key for all provisioning of a server; the lock lives in the maintenance database.
const provisioning = 5_020_416;

/** Where the server is and how its superuser logs in. */
export interface Superuser {
  host: string;
  port: number;
  user: string;
  password: string;
}

export interface ProvisionDatabaseOptions {
  server: Superuser;
  /** Name of the database; its roles are named after it. */
  database: string;
  /** Password of each login, printable ASCII. */
  passwords: Readonly<Record<LoginKind, string>>;
}

/**
 * Makes a database, its two roles and their logins what they have to be, whatever was there. Data stays.
 * Safe to run again and in parallel. In clusters an operator does the same, from `database-role.ts`.
 */
export async function provisionDatabase(options: ProvisionDatabaseOptions): Promise<void> {
  const { server, database, passwords } = options;
  const roles = databaseRoles(database);
  await withClient(server, 'postgres', async (client) => {
    await client.query(`select pg_advisory_lock(${provisioning})`);
    for (const name of [roles.owner, roles.app]) await provisionRole(client, name);
    for (const kind of loginKinds) await provisionLogin(client, roles.logins[kind], passwords[kind]);
    await createDatabase(client, database, roles.owner);
    await run(client, grantDatabase(database, roles));
  });
  await withClient(server, database, (client) => run(client, grantSchema(roles)));
}

/** Statements that let only its logins connect to a database. */
function grantDatabase(database: string, roles: DatabaseRoles): string[] {
  const logins = Object.values(roles.logins).map(({ name }) => id(name));
  return [
    `alter database ${id(database)} owner to ${id(roles.owner)}`,
    `revoke all on database ${id(database)} from public`,
    `grant connect on database ${id(database)} to ${logins.join(', ')}`,
  ];
}

function grantSchema({ owner, app }: DatabaseRoles): string[] {
  return [
    `alter schema public owner to ${id(owner)}`,
    'revoke all on schema public from public',
    `grant usage on schema public to ${id(app)}`,
  ];
}

async function provisionRole(client: pg.Client, name: string): Promise<void> {
  if (!(await exists(client, 'pg_roles where rolname', name))) await client.query(`create role ${id(name)}`);
  await client.query(`alter role ${id(name)} nologin ${limits}`);
}

async function provisionLogin(
  client: pg.Client,
  { name, role }: { name: string; role: string },
  password: string,
): Promise<void> {
  if (!(await exists(client, 'pg_roles where rolname', name))) await client.query(`create role ${id(name)}`);
  await run(client, [
    `alter role ${id(name)} login noinherit ${limits} password ${literal(scramVerifier(password))}`,
    // Taken by the client at its login (kit's `roleOption`), never given without asking: a client that forgets can do
    // nothing, rather than make tables that only one of the two logins owns.
    `grant ${id(role)} to ${id(name)} with inherit false, set true`,
    `alter role ${id(name)} reset role`,
  ]);
}

async function createDatabase(client: pg.Client, name: string, owner: string): Promise<void> {
  if (await exists(client, 'pg_database where datname', name)) return;
  const like = "template template0 encoding 'UTF8' locale 'C'";
  await client.query(`create database ${id(name)} owner ${id(owner)} ${like}`);
}

async function exists(client: pg.Client, where: string, name: string): Promise<boolean> {
  return (await client.query(`select from ${where} = $1`, [name])).rowCount === 1;
}

async function run(client: pg.Client, statements: readonly string[]): Promise<void> {
  for (const statement of statements) await client.query(statement);
}

async function withClient(
  server: Superuser,
  database: string,
  work: (client: pg.Client) => Promise<void>,
): Promise<void> {
  const client = new pg.Client({ ...server, database, connectionTimeoutMillis: 5_000 });
  // A server that goes away also fails the statement under way, and that failure is the one to tell.
  client.on('error', () => undefined);
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end(); // also gives the lock back
  }
}
