import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What a running server says about itself in `postmaster.pid`. */
export interface PostmasterFile {
  pid: number;
  /** It accepts connections. */
  isReady: boolean;
}

/** Reads `postmaster.pid` of the cluster in `dataDirectory`; null when there is none (a clean stop). */
export async function readPostmasterFile(dataDirectory: string): Promise<PostmasterFile | null> {
  try {
    const lines = (await readFile(postmasterFile(dataDirectory), 'utf8')).split('\n');
    return { pid: Number(lines[0]), isReady: lines[7]?.trim() === 'ready' };
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** Path of the cluster's `postmaster.pid`. */
export function postmasterFile(dataDirectory: string): string {
  return join(dataDirectory, 'postmaster.pid');
}
