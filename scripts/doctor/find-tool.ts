import { execFile } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Tool } from './tools.ts';

const execute = promisify(execFile);

/**
 * Looks for a tool and asks it for its version.
 * @returns its version, `''` when it is there but tells none within 10 s, null when it is not there
 */
export async function findTool(tool: Tool, folders: readonly string[]): Promise<string | null> {
  for (const program of tool.programs ?? [tool.name]) {
    for (const folder of folders) {
      const path = join(folder, program);
      if (await canRun(path)) return versionOf(path, tool.versionWords ?? ['--version']);
    }
  }
  return null;
}

async function canRun(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

async function versionOf(path: string, words: readonly string[]): Promise<string> {
  return execute(path, words, { timeout: 10_000 }).then(
    ({ stdout, stderr }) => /\d+\.\d+(\.\d+)*/.exec(`${stdout}${stderr}`)?.[0] ?? '',
    () => '',
  );
}
