import { readFile } from 'node:fs/promises';
import { watchedFile, type Watched } from './watched.ts';

/** The file cannot be read or does not say what it should; the message names the file and every problem. */
export class WatchedFileError extends Error {
  constructor(path: string, problems: readonly string[], cause?: unknown) {
    super(`CATALOGUE_FILE ${path} cannot be used:\n${problems.map((line) => `  ${line}`).join('\n')}`, {
      cause,
    });
    this.name = 'WatchedFileError';
  }
}

/**
 * @param path of the generated JSON of the catalogue
 * @returns what to watch, in the file's order
 * @throws WatchedFileError
 */
export async function readWatched(path: string): Promise<readonly Watched[]> {
  const result = watchedFile.safeParse(await readJson(path));
  if (result.success) return result.data.services;
  const problems = result.error.issues.map(
    (issue) => `${issue.path.join('.') || 'the file'}: ${issue.message}`,
  );
  throw new WatchedFileError(path, problems);
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    throw new WatchedFileError(path, [error instanceof Error ? error.message : String(error)], error);
  }
}
