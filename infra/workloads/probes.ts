import type { IContainer } from 'kubernetes-models/v1';
import type { Deployable } from '../catalogue/deployable.ts';

type Probes = Pick<IContainer, 'startupProbe' | 'livenessProbe' | 'readinessProbe'>;

/**
 * Startup: up to a minute, asked every second, holds the other two back. Liveness: slow to judge, a restart
 * cures little. Readiness: quick to judge, so that the Service stops sending what cannot be answered.
 */
export function probesOf({ health }: Deployable): Probes {
  const live = { httpGet: { path: health.live, port: 'http' } };
  const ready = { httpGet: { path: health.ready, port: 'http' } };
  return {
    startupProbe: { ...live, periodSeconds: 1, timeoutSeconds: 1, failureThreshold: 60 },
    livenessProbe: { ...live, periodSeconds: 10, timeoutSeconds: 3, failureThreshold: 3 },
    readinessProbe: { ...ready, periodSeconds: 5, timeoutSeconds: 3, failureThreshold: 2 },
  };
}
