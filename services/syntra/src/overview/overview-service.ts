import { analyze } from '../analyzers/analyze.ts';
import type { Finding } from '../analyzers/finding.ts';
import type { HttpProbe } from '../snapshot/http-probe.ts';
import { stateOf, type ServiceState } from '../snapshot/state-of.ts';
import { takeSnapshot } from '../snapshot/take-snapshot.ts';
import type { Watched } from '../watched/watched.ts';

export interface Overview {
  /** Instant, ISO 8601 UTC. */
  readonly generatedAt: string;
  /** Worst first. */
  readonly findings: readonly Finding[];
  /** In the catalogue's order. */
  readonly services: readonly { readonly name: string; readonly status: ServiceState }[];
}

export interface OverviewServiceOptions {
  /** Read at each use: the file changes with the installation. */
  readonly watched: () => Promise<readonly Watched[]>;
  readonly client: HttpProbe;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** Looks at every watched service and says what is wrong. */
export class OverviewService {
  readonly #options: OverviewServiceOptions;

  constructor(options: OverviewServiceOptions) {
    this.#options = options;
  }

  /** Takes at most a second and a half: all are asked side by side. */
  async now(): Promise<Overview> {
    const { watched, client, now } = this.#options;
    const snapshot = await takeSnapshot(await watched(), client);
    const instant = new Date(now());
    return {
      generatedAt: instant.toISOString(),
      findings: analyze(snapshot, instant),
      services: snapshot.map((service) => ({ name: service.name, status: stateOf(service) })),
    };
  }
}
