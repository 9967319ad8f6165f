import type { Sample } from '../metrics/parse-metrics.ts';
import type { Watched } from '../watched/watched.ts';

/** What one request was answered. */
export interface Probe {
  /** `null`: there was no answer. */
  readonly status: number | null;
  /** For people: `status 503`, `ECONNREFUSED`, `no answer within 1000 ms`. */
  readonly observed: string;
  /** Instant of the answer, ISO 8601 UTC. */
  readonly at: string;
}

/** One named check of a service's readiness. */
export interface CheckResult {
  readonly name: string;
  readonly isOk: boolean;
  readonly required: boolean;
  /** Why it failed. */
  readonly reason: string;
}

/** An answer of the readiness path; sites answer a page and so have no checks. */
export interface ReadyProbe extends Probe {
  readonly isDraining: boolean;
  readonly checks: readonly CheckResult[];
}

/** `samples` is empty when the metrics could not be had. */
export interface MetricsProbe extends Probe {
  readonly samples: readonly Sample[];
}

/** All that was seen of one service. */
export interface ServiceSnapshot extends Pick<Watched, 'name' | 'uses' | 'slo'> {
  readonly live: Probe;
  readonly ready: ReadyProbe;
  /** `null`: it has none. */
  readonly metrics: MetricsProbe | null;
}

/** One look at the installation, in the catalogue's order. */
export type Snapshot = readonly ServiceSnapshot[];
