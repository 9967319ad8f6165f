import type { Sample } from '../metrics/parse-metrics.ts';
import type { CheckResult, ServiceSnapshot } from '../snapshot/snapshot.ts';

export const lookedAt = '2026-11-22T10:00:00.000Z';
export const now = new Date(lookedAt);

const none = { databases: [], caches: [], services: [] };
const ok = { status: 200, observed: 'status 200', at: lookedAt };

/** One sample without labels. */
export const sample = (name: string, value: number, labels: Sample['labels'] = {}): Sample => ({
  name,
  labels,
  value,
});

const healthySamples: readonly Sample[] = [
  sample('process_start_time_seconds', now.getTime() / 1_000 - 3_600),
  sample('nodejs_heap_size_used_bytes', 40 * 2 ** 20),
  sample('nodejs_heap_size_limit_bytes', 120 * 2 ** 20),
  sample('nodejs_eventloop_lag_p99_seconds', 0.012),
  sample('http_request_duration_seconds_count', 1_000, { method: 'GET', route: '/v1/goals', status: '200' }),
];

/** A healthy service that uses nothing, seen an hour after its start. */
export function aService(name: string, overrides: Partial<ServiceSnapshot> = {}): ServiceSnapshot {
  return {
    name,
    uses: none,
    slo: { availability: 0.999, latencyMs: 200 },
    live: ok,
    ready: { ...ok, isDraining: false, checks: [] },
    metrics: { ...ok, samples: healthySamples },
    ...overrides,
  };
}

/** The same service with other or further metrics. */
export function withSamples(service: ServiceSnapshot, ...samples: readonly Sample[]): ServiceSnapshot {
  const replaced = new Set(
    samples.filter(({ labels }) => Object.keys(labels).length === 0).map(({ name }) => name),
  );
  const kept = (service.metrics?.samples ?? []).filter(({ name }) => !replaced.has(name));
  return { ...service, metrics: { ...ok, samples: [...kept, ...samples] } };
}

/** The same service, not answering at all. */
export function dead(service: ServiceSnapshot): ServiceSnapshot {
  const silent = { status: null, observed: 'ECONNREFUSED', at: lookedAt };
  return {
    ...service,
    live: silent,
    ready: { ...silent, isDraining: false, checks: [] },
    metrics: service.metrics && { ...silent, samples: [] },
  };
}

export const passing = (name: string): CheckResult => ({ name, isOk: true, required: true, reason: '' });
export const failing = (name: string, required = true): CheckResult => ({
  name,
  isOk: false,
  required,
  reason: 'ECONNREFUSED',
});

/** The same service with these checks; a required one that fails makes it unready. */
export function withChecks(service: ServiceSnapshot, ...checks: readonly CheckResult[]): ServiceSnapshot {
  const status = checks.some(({ isOk, required }) => !isOk && required) ? 503 : 200;
  return { ...service, ready: { ...service.ready, status, observed: `status ${status}`, checks } };
}

const use = (name: string, required = true) => ({ name, required });

/** Goalixa itself, all of it healthy, in the catalogue's order. */
export const installation = {
  auth: withChecks(
    aService('auth', { uses: { ...none, databases: [use('authdb')] } }),
    passing('database'),
    passing('signingKey'),
  ),
  coreApi: withChecks(
    aService('core-api', { uses: { ...none, databases: [use('goalixa')], services: [use('auth', false)] } }),
    passing('database'),
    passing('auth'),
  ),
  bff: withChecks(
    aService('bff', {
      uses: { ...none, caches: [use('redis', false)], services: [use('auth'), use('core-api')] },
    }),
    passing('auth'),
    passing('core-api'),
    passing('redis'),
  ),
  web: aService('web', { metrics: null }),
};
