import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repositoryCopy } from '../../fixtures/repository-copy.ts';

export interface RenderResult {
  readonly code: number;
  readonly output: string;
}

/** Copies of the repository in a folder of their own, in which the renderer runs as a process. */
export class RenderingCopies {
  readonly folder: string = mkdtempSync(join(tmpdir(), 'goalixa render '));
  /** Nobody may write to it. */
  readonly home: string = join(this.folder, 'home');

  constructor() {
    mkdirSync(this.home, { mode: 0o500 });
  }

  copy(name: string): string {
    return repositoryCopy(join(this.folder, name));
  }

  /** Runs the renderer with an environment that holds no passphrase and a home that it may not write to. */
  render(
    copy: string,
    args: string[] = [],
    cwd = copy,
    env: Record<string, string> = {},
  ): Promise<RenderResult> {
    const words = [join(copy, 'infra/render/main.ts'), ...args];
    const options = { cwd, env: { HOME: this.home, ...env } };
    return new Promise((resolve) => {
      execFile(process.execPath, words, options, (error, stdout, stderr) => {
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, output: `${stdout}${stderr}` });
      });
    });
  }

  remove(): void {
    chmodSync(this.home, 0o700);
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export const renderedIn = (copy: string): string => join(copy, 'infra/rendered');

/** Replaces a text in one of a copy's files. @throws Error when it is not there */
export function change(copy: string, file: string, from: string, to: string): void {
  const path = join(copy, file);
  const text = readFileSync(path, 'utf8');
  if (!text.includes(from)) throw new Error(`${file} has no "${from}"`);
  writeFileSync(path, text.replace(from, to));
}
