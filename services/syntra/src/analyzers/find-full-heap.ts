import type { ServiceSnapshot } from '../snapshot/snapshot.ts';
import type { Analyzer, Finding } from './finding.ts';
import { gaugeOf } from './gauge-of.ts';

const metric = 'nodejs_heap_size_used_bytes';
const highShare = 0.85;
const graveShare = 0.95;

/** A process that is about to end for want of heap. */
export const findFullHeap: Analyzer = (snapshot) => snapshot.flatMap(fullHeap);

function fullHeap(service: ServiceSnapshot): readonly Finding[] {
  const { name, metrics } = service;
  const used = gaugeOf(service, metric);
  const limit = gaugeOf(service, 'nodejs_heap_size_limit_bytes');
  if (metrics === null || used === null || limit === null || used / limit < highShare) return [];
  const observed = `${mebibytes(used)} of ${mebibytes(limit)} MiB (${Math.round((used / limit) * 100)} %)`;
  return [
    {
      id: `heap:${name}`,
      severity: used / limit >= graveShare ? 'critical' : 'warning',
      service: name,
      title: `${name} is running out of memory`,
      evidence: [{ service: name, check: metric, observed, at: metrics.at }],
    },
  ];
}

const mebibytes = (bytes: number): number => Math.round(bytes / 2 ** 20);
