import type { ServiceSnapshot } from '../snapshot/snapshot.ts';
import type { Analyzer, Finding } from './finding.ts';
import { gaugeOf } from './gauge-of.ts';

const metric = 'nodejs_eventloop_lag_p99_seconds';
const highSeconds = 0.1;
const graveSeconds = 0.5;
const startSeconds = 10; // loading its modules blocks every process for a moment

/** A process whose event loop was held up since the metrics were last read: everybody waits that long. */
export const findEventLoopLag: Analyzer = (snapshot, now) => snapshot.flatMap((service) => lag(service, now));

function lag(service: ServiceSnapshot, now: Date): readonly Finding[] {
  const { name, metrics } = service;
  const seconds = gaugeOf(service, metric);
  const startedAt = gaugeOf(service, 'process_start_time_seconds') ?? 0;
  if (metrics === null || seconds === null || seconds < highSeconds) return [];
  if (now.getTime() / 1_000 - startedAt < startSeconds) return [];
  const observed = `${Math.round(seconds * 1_000)} ms in the slowest hundredth, expected below ${highSeconds * 1_000} ms`;
  return [
    {
      id: `event-loop-lag:${name}`,
      severity: seconds >= graveSeconds ? 'critical' : 'warning',
      service: name,
      title: `${name} is held up by its own work`,
      evidence: [{ service: name, check: metric, observed, at: metrics.at }],
    },
  ];
}
