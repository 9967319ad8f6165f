import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * What tells a process from a later one with the same number: the time at which it started.
 * @returns `null` when no such process runs
 */
export function processIdentity(pid: number): string | null {
  try {
    return process.platform === 'linux' ? linuxStart(pid) : psStart(pid);
  } catch (error) {
    if (isNoSuchProcess(error)) return null;
    throw error;
  }
}

function linuxStart(pid: number): string | null {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // Field 22, counted behind the name, which may hold spaces and brackets; a zombie has ended.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields[0] === 'Z' ? null : (fields[19] ?? null);
}

function psStart(pid: number): string | null {
  return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || null;
}

/** `/proc` says ENOENT, or ESRCH for one that ends while it is read; `ps` exits with 1. */
function isNoSuchProcess(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, status } = error as { code?: unknown; status?: unknown };
  return code === 'ENOENT' || code === 'ESRCH' || status === 1;
}
