import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { DatabaseConnection } from '@goalixa/kit/database/connection.ts';

/** How a process ended. */
export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

const main = fileURLToPath(new URL('../main.ts', import.meta.url));

/** Starts `main.ts` as a process of its own; `more` are variables beside those of the database. */
export function spawnMain(
  database: DatabaseConnection,
  args: readonly string[],
  more: Record<string, string> = {},
) {
  const { host, port, database: name, user, password } = database;
  return spawn(process.execPath, [main, ...args], {
    env: {
      DATABASE_HOST: host,
      DATABASE_PORT: String(port),
      DATABASE_NAME: name,
      DATABASE_USER_FILE: user.path,
      DATABASE_PASSWORD_FILE: password.path,
      ...more,
    },
  });
}

/** Runs a command of `main.ts` to its end. */
export async function runMain(
  database: DatabaseConnection,
  args: readonly string[],
  input = '',
): Promise<Ended> {
  const child = spawnMain(database, args);
  child.stdin.on('error', () => undefined); // it may refuse before it reads
  child.stdin.end(input);
  const [[code], out, err] = await Promise.all([once(child, 'exit'), text(child.stdout), text(child.stderr)]);
  return { code: code as number | null, out, err };
}
