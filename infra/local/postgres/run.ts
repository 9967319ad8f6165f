import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { serverEnvironment } from './environment.ts';
import type { ServerWay } from './server-ways.ts';

const execute = promisify(execFile);

/**
 * Runs a program to its end by the given way.
 * @throws Error with the program's own output when it cannot be started or ends with a failure
 */
export async function run(way: ServerWay, program: string, args: readonly string[]): Promise<void> {
  const [file = program, ...words] = [...way.prefix, program, ...args];
  await execute(file, words, { ...way.identity, env: serverEnvironment() });
}
