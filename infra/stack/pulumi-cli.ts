import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { paths } from '../paths.ts';
import { cliEnvironment } from './environment.ts';
import { Refusal } from './refusal.ts';

/** How a run of the CLI ended. */
export interface CliResult {
  readonly code: number;
  readonly stdout: string;
}

export interface CliOptions {
  /** Written to its standard input, which no process list shows; absent: the terminal's. */
  readonly input?: string;
  /** Its output is not shown but returned. */
  readonly isQuiet?: boolean;
  readonly environment?: NodeJS.ProcessEnv;
}

/** The Pulumi CLI on the PATH, run in the repository's folder under the pinned Node. */
export class PulumiCli {
  readonly #program: string;

  /** @throws Refusal that says how to get it */
  static find(path = cliEnvironment['PATH'] ?? ''): PulumiCli {
    const program = path
      .split(delimiter)
      .map((folder) => join(folder, 'pulumi'))
      .find(isProgram);
    if (program === undefined)
      throw new Refusal(
        'There is no "pulumi" on the PATH. Install its CLI, 3.270 or newer (https://www.pulumi.com/docs/install/), and run the command again.',
      );
    return new PulumiCli(program);
  }

  constructor(program: string) {
    this.#program = program;
  }

  /** Runs it to its end; an interrupt reaches it through the terminal, and it ends what it has begun. */
  run(args: readonly string[], { environment, input, isQuiet }: CliOptions = {}): Promise<CliResult> {
    const child = spawn(this.#program, [...args], {
      cwd: paths.root,
      env: { ...cliEnvironment, ...environment },
      stdio: [input === undefined ? 'inherit' : 'pipe', isQuiet ? 'pipe' : 'inherit', 'pipe'],
    });
    const [stdout, stderr]: [string[], string[]] = [[], []];
    child.stdout?.on('data', (chunk) => stdout.push(String(chunk)));
    child.stderr?.on('data', (chunk) => {
      stderr.push(String(chunk));
      process.stderr.write(chunk as Buffer);
    });
    child.stdin?.end(input);
    const ignore = (): void => undefined;
    process.on('SIGINT', ignore);
    return new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code) => {
        process.off('SIGINT', ignore);
        explainLock(stderr.join(''));
        resolve({ code: code ?? 1, stdout: stdout.join('') });
      });
    });
  }
}

/** A lock may be another's who is at work: it is explained, never removed from here. */
function explainLock(text: string): void {
  if (!/currently locked by/.test(text)) return;
  process.stderr.write(
    [
      '',
      'The lock above names who made it, and when. If that run is still going, wait for it.',
      'If its process is gone (a machine that was switched off, a killed job), nobody will remove the lock:',
      'make sure of it, then run "pulumi cancel --stack <name>" once, and this command again.',
      '',
    ].join('\n'),
  );
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
