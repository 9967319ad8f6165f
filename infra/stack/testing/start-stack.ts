import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { paths } from '../../paths.ts';

/** A call of the CLI as its stand-in remembers it. */
export interface CliCall {
  readonly args: readonly string[];
  readonly input: string;
  readonly cwd: string;
  readonly passphraseFile?: string;
}

export interface StackResult {
  readonly code: number;
  readonly output: string;
  readonly calls: readonly CliCall[];
}

export interface StackOptions {
  readonly environment?: Record<string, string>;
  /** Whether there is a `pulumi` on the PATH; default true. */
  readonly hasCli?: boolean;
  /** Default true. */
  readonly hasPassphrase?: boolean;
}

export interface StartedStack {
  /** Leads a process group of its own, as a terminal's job does. */
  readonly child: ChildProcessWithoutNullStreams;
  readonly ended: Promise<StackResult>;
  /** The calls of the CLI until now. */
  readonly calls: () => readonly CliCall[];
}

interface PackageFile {
  readonly scripts: { readonly stack: string };
}

/** Starts the stack command of a copy of the repository, with the stand-in as the CLI. */
export function startStack(
  copy: string,
  args: readonly string[],
  { environment = {}, hasCli = true, hasPassphrase = true }: StackOptions = {},
): StartedStack {
  const state = join(copy, 'stand-in');
  mkdirSync(state, { recursive: true });
  const path = [...(hasCli ? [binOf(copy)] : []), dirname(process.execPath)].join(':');
  const passphrase = hasPassphrase ? { PULUMI_CONFIG_PASSPHRASE: 'of the tests' } : {};
  const env = { PATH: path, STAND_IN: state, HOME: copy, ...passphrase, ...environment };
  const { scripts } = JSON.parse(readFileSync(join(copy, 'package.json'), 'utf8')) as PackageFile;
  const command = ['-c', `${scripts.stack} "$@"`, 'stack', ...args]; // as npm runs it
  const child = spawn('/bin/sh', command, { cwd: copy, detached: true, env });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
  const calls = () => callsOf(state);
  const ended = new Promise<StackResult>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? -1, output, calls: calls() }));
  });
  return { child, ended, calls };
}

/** A folder with the stand-in as `pulumi`. */
function binOf(copy: string): string {
  const bin = join(copy, 'bin');
  if (existsSync(bin)) return bin;
  mkdirSync(bin);
  const program = join(paths.root, 'infra/stack/testing/stand-in-pulumi.ts');
  chmodSync(program, 0o755);
  symlinkSync(program, join(bin, 'pulumi'));
  return bin;
}

function callsOf(state: string): CliCall[] {
  const file = join(state, 'calls');
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as CliCall);
}
