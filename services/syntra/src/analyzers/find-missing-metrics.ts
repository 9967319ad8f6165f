import { stateOf } from '../snapshot/state-of.ts';
import type { Analyzer } from './finding.ts';

/** A service that answers but gives no metrics: what the other analyzers say of it is not complete. */
export const findMissingMetrics: Analyzer = (snapshot) =>
  snapshot.flatMap((service) => {
    const { name, metrics } = service;
    if (metrics === null || metrics.samples.length > 0 || stateOf(service) === 'unreachable') return [];
    const { observed, at } = metrics;
    return [
      {
        id: `no-metrics:${name}`,
        severity: 'warning',
        service: name,
        title: `${name} gives no metrics: errors, memory and delays are not seen`,
        evidence: [{ service: name, check: 'metrics', observed, at }],
      },
    ];
  });
