import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { Recording } from './recording-monitor.ts';
import type { StackInput } from './stack-input.ts';

const ownFile = join(import.meta.dirname, 'record-program.ts');

/** A run of the program under mocks. */
export interface RecordedProgram extends Recording {
  /** All that it printed. */
  readonly output: string;
}

/**
 * Runs the program of a stack in a process of its own, with mocks in place of the engine.
 * @param file the child's program
 * @throws Error with what the program printed when it fails
 */
export function recordedProgram(input: StackInput, file = ownFile): Promise<RecordedProgram> {
  const child = fork(file, [], { execArgv: [], stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += String(chunk)));
  return new Promise((resolve, reject) => {
    let recording: Recording | undefined;
    child.once('message', (message) => (recording = message as Recording));
    child.once('error', reject);
    child.once('close', (code) => {
      if (recording && code === 0) resolve({ ...recording, output });
      else reject(new Error(`The program of ${input.stack} ended with ${code}:\n${output}`));
    });
    child.send(input);
  });
}
