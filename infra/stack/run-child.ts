import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';

/** How a program ended. */
export interface ChildResult {
  /** As a shell gives it: 128 and the signal's number where one ended it. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Whether a signal came meanwhile: nothing more should be begun. */
  readonly isInterrupted: boolean;
}

export interface ChildOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Written to its standard input, which no process list shows; absent: the terminal's. */
  readonly input?: string | undefined;
  /** Its output is not shown but returned. */
  readonly isQuiet?: boolean | undefined;
}

/** Runs a program to its end, whatever signal comes. Its errors are shown and returned. */
export async function runChild(
  program: string,
  args: readonly string[],
  { cwd, env, input, isQuiet }: ChildOptions,
): Promise<ChildResult> {
  const stdio = [input === undefined ? 'inherit' : 'pipe', isQuiet ? 'pipe' : 'inherit', 'pipe'] as const;
  const child = spawn(program, [...args], { cwd, env, stdio: [...stdio] });
  const [stdout, stderr]: [Buffer[], Buffer[]] = [[], []];
  child.stdout?.on('data', (chunk: Buffer) => stdout.push(chunk));
  child.stderr?.on('data', (chunk: Buffer) => {
    stderr.push(chunk);
    process.stderr.write(chunk);
  });
  child.stdin?.on('error', () => undefined); // it ended without reading; its code tells
  child.stdin?.end(input);
  const signals = passSignals(child);
  try {
    const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
    return {
      code: code ?? 128 + constants.signals[signal ?? 'SIGKILL'],
      stdout: Buffer.concat(stdout).toString(),
      stderr: Buffer.concat(stderr).toString(),
      isInterrupted: signals.haveCome(),
    };
  } finally {
    signals.release();
  }
}

/** A terminal's interrupt reaches the child itself, and a second one would kill it; a SIGTERM is ours alone. */
function passSignals(child: ChildProcess) {
  let haveCome = false;
  const interrupt = (): void => void (haveCome = true);
  const terminate = (): void => {
    haveCome = true;
    child.kill('SIGTERM');
  };
  process.on('SIGINT', interrupt).on('SIGTERM', terminate);
  return {
    haveCome: () => haveCome,
    release: () => void process.off('SIGINT', interrupt).off('SIGTERM', terminate),
  };
}
