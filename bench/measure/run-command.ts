import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

export interface StartedCommand {
  readonly child: ChildProcess;
  readonly pid: number;
  /** First group of `pattern` in the output. @throws Error with the output when it ends before */
  readonly saw: (pattern: RegExp) => Promise<string>;
  /** Sends the signal and waits for the end. */
  stop(signal: NodeJS.Signals): Promise<void>;
}

/** Starts a command whose output tells when it is ready. */
export function runCommand(
  command: string,
  args: readonly string[],
  {
    stdout = 'pipe',
    ...options
  }: { cwd?: string; env?: Record<string, string>; stdout?: 'pipe' | 'ignore' } = {},
): StartedCommand {
  const child = spawn(command, [...args], { ...options, stdio: ['ignore', stdout, 'pipe'] });
  let output = '';
  const exited = once(child, 'exit');
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (data: Buffer) => {
      output += data.toString();
      child.emit('output');
    });
  }
  child.on('exit', () => child.emit('output'));
  const saw = async (pattern: RegExp): Promise<string> => {
    for (;;) {
      const found = pattern.exec(output);
      if (found) return found[1] ?? found[0];
      if (child.exitCode !== null) throw new Error(`${command} ended before ${String(pattern)}:\n${output}`);
      await once(child, 'output');
    }
  };
  return {
    child,
    pid: child.pid ?? 0,
    saw,
    async stop(signal) {
      child.kill(signal);
      await exited;
    },
  };
}
