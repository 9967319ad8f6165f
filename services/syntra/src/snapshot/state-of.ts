import type { ServiceSnapshot } from './snapshot.ts';

export const serviceStates = ['ok', 'degraded', 'draining', 'failed', 'unreachable'] as const;
/** `degraded`: works without something optional. `failed`: answers, but is not ready. */
export type ServiceState = (typeof serviceStates)[number];

/** What a look at a service comes to. */
export function stateOf({ live, ready }: ServiceSnapshot): ServiceState {
  if (live.status !== 200) return 'unreachable';
  if (ready.isDraining) return 'draining';
  if (ready.status !== 200) return 'failed';
  return ready.checks.every(({ isOk }) => isOk) ? 'ok' : 'degraded';
}
