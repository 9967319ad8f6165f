import autocannon from 'autocannon';
import { cpuMicroseconds } from './process-tree.ts';

export interface LoadResult {
  readonly requestsPerSecond: number;
  /** Of the server, per answered request. */
  readonly cpuMicroseconds: number;
}

export interface LoadTarget {
  readonly url: string;
  readonly headers: Record<string, string>;
  /** Process whose CPU time is counted. */
  readonly pid: number;
}

/**
 * Closed loop of 8 connections for some seconds.
 * @throws Error when any answer is none of 2xx
 */
export async function load({ url, headers, pid }: LoadTarget, duration: number): Promise<LoadResult> {
  const before = cpuMicroseconds(pid);
  const result = await autocannon({ url, headers, connections: 8, duration });
  const cpu = cpuMicroseconds(pid) - before;
  if (result.non2xx > 0 || result.errors > 0) {
    throw new Error(`${url}: ${result.non2xx} answers other than 2xx, ${result.errors} errors`);
  }
  return { requestsPerSecond: result['2xx'] / result.duration, cpuMicroseconds: cpu / result['2xx'] };
}
