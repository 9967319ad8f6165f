import type { Snapshot } from '../snapshot/snapshot.ts';

/** Worst first. */
export const severities = ['critical', 'warning', 'info'] as const;
export type Severity = (typeof severities)[number];

/** One observation that a finding rests on. */
export interface Evidence {
  readonly service: string;
  /** What was looked at: `live`, `ready`, a health check's name, a metric. */
  readonly check: string;
  readonly observed: string;
  /** Instant, ISO 8601 UTC. */
  readonly at: string;
}

/** One condition that a person may have to act on. */
export interface Finding {
  /** `<condition>:<what>`, the same at every look. */
  readonly id: string;
  readonly severity: Severity;
  readonly service: string;
  readonly title: string;
  readonly evidence: readonly Evidence[];
}

/** Pure: the same look at the same instant gives the same findings, in the catalogue's order. */
export type Analyzer = (snapshot: Snapshot, now: Date) => readonly Finding[];
