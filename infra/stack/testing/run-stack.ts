import { spawn } from 'node:child_process';
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
  /** Lines typed on its standard input. */
  readonly typed?: string;
  readonly environment?: Record<string, string>;
  /** Whether there is a `pulumi` on the PATH; default true. */
  readonly hasCli?: boolean;
}

/** Runs the stack command of a copy of the repository, with the stand-in as the CLI. */
export function runStack(
  copy: string,
  args: readonly string[],
  { environment = {}, hasCli = true, typed = '' }: StackOptions = {},
): Promise<StackResult> {
  const state = join(copy, 'stand-in');
  const bin = join(copy, 'bin');
  mkdirSync(state, { recursive: true });
  if (!existsSync(bin)) {
    mkdirSync(bin);
    const program = join(paths.root, 'infra/stack/testing/stand-in-pulumi.ts');
    chmodSync(program, 0o755);
    symlinkSync(program, join(bin, 'pulumi'));
  }
  const path = [...(hasCli ? [bin] : []), dirname(process.execPath)].join(':');
  const env = { PATH: path, STAND_IN: state, HOME: copy, ...environment };
  const child = spawn(process.execPath, [join(copy, 'infra/stack/main.ts'), ...args], { cwd: copy, env });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
  child.stdin.end(typed);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? -1, output, calls: callsOf(state) }));
  });
}

function callsOf(state: string): CliCall[] {
  const file = join(state, 'calls');
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as CliCall);
}
