import { getHeapStatistics } from 'node:v8';
import { Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

export interface HttpMetrics {
  readonly registry: Registry;
  /** @param route the pattern, never the path: `/v1/goals/:id` */
  observe(method: string, route: string, status: number, seconds: number): void;
}

/** Prometheus metrics of a Node service: the process, and requests by method, route pattern and status. */
export function createHttpMetrics(service: string, registry = new Registry()): HttpMetrics {
  registry.setDefaultLabels({ service });
  collectDefaultMetrics({ register: registry });
  const heapLimit = new Gauge({
    name: 'nodejs_heap_size_limit_bytes',
    help: 'Heap at which the process ends; the default metrics tell only what is used',
    registers: [registry],
  });
  heapLimit.set(getHeapStatistics().heap_size_limit);
  const duration = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the request to the end of its answer',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [registry],
  });
  return {
    registry,
    observe: (method, route, status, seconds) => duration.observe({ method, route, status }, seconds),
  };
}
