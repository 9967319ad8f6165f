import type { RequestHandler } from 'express';

/** One thing the service needs. `required: false` makes it degraded, not unready. */
export interface HealthCheck {
  readonly required: boolean;
  /** Resolves when the thing answers as it should; given 1 s. */
  readonly check: () => Promise<unknown>;
}

export type HealthChecks = Readonly<Record<string, HealthCheck>>;

interface CheckResult {
  readonly status: 'ok' | 'failed';
  readonly required: boolean;
  readonly durationMs: number;
  readonly reason?: string;
}

export interface HealthReport {
  readonly status: 'ok' | 'degraded' | 'failed';
  readonly checks: Readonly<Record<string, CheckResult>>;
}

const limitMs = 1_000;

/** Runs all checks side by side; never throws. */
export async function healthReport(checks: HealthChecks): Promise<HealthReport> {
  const names = Object.keys(checks);
  const results = await Promise.all(names.map((name) => runCheck(checks[name]!)));
  const failed = results.filter((result) => result.status === 'failed');
  const status = failed.some((result) => result.required) ? 'failed' : failed.length > 0 ? 'degraded' : 'ok';
  return { status, checks: Object.fromEntries(names.map((name, i) => [name, results[i]!])) };
}

/** 200 as long as the process answers. */
export const live: RequestHandler = (_req, res) => {
  res.json({ status: 'ok' });
};

/** 200 when every required check passes and the service is not draining, else 503; the body tells each by name. */
export function ready(checks: HealthChecks, isDraining: () => boolean): RequestHandler {
  return async (_req, res) => {
    const report = await healthReport(checks);
    const draining = isDraining();
    res.status(draining || report.status === 'failed' ? 503 : 200);
    res.json(draining ? { ...report, status: 'draining' } : report);
  };
}

async function runCheck({ required, check }: HealthCheck): Promise<CheckResult> {
  const start = performance.now();
  let timer: NodeJS.Timeout | undefined;
  try {
    const late = new Promise((_, reject) => {
      timer = setTimeout(() => reject(new Error(`no answer within ${limitMs} ms`)), limitMs);
    });
    await Promise.race([check(), late]);
    return { status: 'ok', required, durationMs: since(start) };
  } catch (error) {
    return { status: 'failed', required, durationMs: since(start), reason: reasonOf(error) };
  } finally {
    clearTimeout(timer);
  }
}

const since = (start: number) => Math.round(performance.now() - start);

/** A code or class of error, not its message: readiness is public and messages name hosts. */
function reasonOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return error instanceof Error && error.message.startsWith('no answer') ? error.message : 'failed';
}
