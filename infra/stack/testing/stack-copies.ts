import { afterAll, beforeEach, jest } from '@jest/globals';
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { repositoryCopy } from '../../fixtures/repository-copy.ts';
import { runStack } from './run-stack.ts';
import { type StartedStack, startStack } from './start-stack.ts';

/** Lines below `config:` for an encrypted key. */
const secretOf = (key: string): string => `  goalixa:${key}:\n    secure: v1:abc\n`;

/** A fresh copy of the repository for each test of a file; the commands run there, with the stand-in as the CLI. */
export function stackCopies() {
  jest.setTimeout(60_000); // each test starts several processes
  const folder = mkdtempSync(join(tmpdir(), 'goalixa stack '));
  let copy: string;
  let count = 0;
  beforeEach(() => {
    copy = repositoryCopy(join(folder, String((count += 1))));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const path = (file = ''): string => join(copy, file);
  const add = (stack: string, lines: string): void => appendFileSync(path(`Pulumi.${stack}.yaml`), lines);
  return {
    path,
    /** Appends to a stack's file. */
    add,
    /** Makes staging's file one with everything that a run needs. @param rest lines of the top level */
    complete: (rest = ''): void => add('staging', secretOf('rootSecret1') + secretOf('kubeconfig') + rest),
    /** A part of the stand-in's answers. */
    prepare: (name: string, text = ''): void => {
      mkdirSync(path('stand-in'), { recursive: true });
      writeFileSync(path(`stand-in/${name}`), text);
    },
    run: (args: string, options?: Parameters<typeof runStack>[2]) => runStack(copy, args.split(' '), options),
    /** Starts a command; resolves as soon as the stand-in waits for its input or a signal. */
    startToWait: async (args: string, typed = ''): Promise<StartedStack> => {
      const started = startStack(copy, args.split(' '));
      started.child.stdin.write(typed);
      while (!existsSync(path('stand-in/waiting'))) await wait(20);
      return started;
    },
  };
}
