import type { Snapshot } from '../snapshot/snapshot.ts';
import { findErrorShare } from './find-error-share.ts';
import { findEventLoopLag } from './find-event-loop-lag.ts';
import { findFailures } from './find-failures.ts';
import { findFullHeap } from './find-full-heap.ts';
import { findMissingMetrics } from './find-missing-metrics.ts';
import { severities, type Analyzer, type Finding } from './finding.ts';

const analyzers: readonly Analyzer[] = [
  findFailures,
  findErrorShare,
  findFullHeap,
  findEventLoopLag,
  findMissingMetrics,
];

/** All findings: worst first, then in the catalogue's order, then by id. */
export function analyze(snapshot: Snapshot, now: Date): readonly Finding[] {
  const place = new Map(snapshot.map(({ name }, index) => [name, index]));
  const rank = ({ severity, service }: Finding): number =>
    severities.indexOf(severity) * (snapshot.length + 1) + (place.get(service) ?? snapshot.length);
  return analyzers
    .flatMap((find) => find(snapshot, now))
    .sort((a, b) => rank(a) - rank(b) || (a.id < b.id ? -1 : 1));
}
