import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { until } from '@goalixa/kit/testing/until.ts';
import { paths } from '../../paths.ts';
import { childEnvironment } from './environment.ts';

export interface TwinFile {
  readonly pid: number;
  readonly port: number;
  readonly postgres: { readonly pid: number; readonly port: number };
  readonly services: Readonly<Record<string, { readonly pid: number; readonly port: number }>>;
}

/** A twin as a user starts it: a process, seen through its output and its files. */
export interface RunningTwin {
  /** npm, or the supervisor itself. */
  readonly child: ChildProcess;
  readonly url: string;
  readonly output: () => string;
  /** The present content of `twin.json`. */
  file(): TwinFile;
  /** SIGINT, and the exit code. */
  stop(): Promise<number | null>;
}

export interface TwinStart {
  readonly byNpm?: boolean;
  /** Beside what every twin of a test gets. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts `infra/local/start.ts`. @returns the process, everything it printed, and its exit */
export function spawnTwin(args: readonly string[], { byNpm = false, env = {} }: TwinStart = {}) {
  const command = byNpm ? 'npm' : process.execPath;
  const words = byNpm ? ['start', '--', ...args] : [join(paths.root, 'infra/local/start.ts'), ...args];
  const child = spawn(command, words, {
    cwd: paths.root,
    env: { ...childEnvironment(), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (data: Buffer) => (output += data.toString()));
  const exited = once(child, 'close').then(([code]) => code as number | null);
  return { child, output: () => output, exited };
}

/** Starts a twin and waits for its last line. */
export async function runTwin(
  data: string,
  { args = [], ...start }: TwinStart & { readonly args?: readonly string[] } = {},
): Promise<RunningTwin> {
  const { child, output, exited } = spawnTwin(['--port', '0', '--data', data, ...args], start);
  const ready = /^ready (http:\/\/localhost:\d+)$/m;
  await until(
    () => ready.test(output()) || child.exitCode !== null,
    90_000,
    () => `no ready line:\n${output()}`,
  );
  const url = ready.exec(output())?.[1];
  if (url === undefined) throw new Error(`The twin ended with ${child.exitCode}:\n${output()}`);
  return {
    child,
    url,
    output,
    file: () => JSON.parse(readFileSync(join(data, 'twin.json'), 'utf8')) as TwinFile,
    async stop() {
      child.kill('SIGINT');
      return exited;
    },
  };
}
