import { createTokenVerifier } from '@goalixa/kit/access-token.ts';
import type { TokenVerifier } from '@goalixa/kit/access-token.ts';
import type { HealthChecks } from '@goalixa/kit/health.ts';
import { OverviewService } from './overview/overview-service.ts';
import { HttpProbe } from './snapshot/http-probe.ts';
import { readWatched } from './watched/read-watched.ts';

export interface Dependencies {
  readonly authUrl: string;
  readonly publicUrl: string;
  /** Path of the generated JSON of the catalogue. */
  readonly catalogueFile: string;
  /** Epoch milliseconds; the system's clock by default. */
  readonly now?: () => number;
}

/** The services, wired. */
export interface Container {
  readonly overview: OverviewService;
  readonly verifier: TokenVerifier;
  readonly checks: HealthChecks;
  /** Closed after the last answer. */
  readonly client: HttpProbe;
}

/** The one place where services are made. */
export function createContainer(dependencies: Dependencies): Container {
  const { authUrl, publicUrl, catalogueFile, now = Date.now } = dependencies;
  const client = new HttpProbe(now);
  const watched = () => readWatched(catalogueFile);
  return {
    overview: new OverviewService({ watched, client, now }),
    verifier: createTokenVerifier({ authUrl, issuer: publicUrl, now }),
    checks: {
      catalogue: { required: true, check: watched },
      // Known keys outlive Auth, and an overview is wanted most when something is down.
      auth: { required: false, check: () => requireAnswer(client, `${authUrl}/health/live`) },
    },
    client,
  };
}

async function requireAnswer(client: HttpProbe, address: string): Promise<void> {
  const probe = await client.get(address);
  if (probe.status !== 200) throw new Error(probe.observed);
}
