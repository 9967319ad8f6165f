import type { ServiceSnapshot } from '../snapshot/snapshot.ts';

/** Value of a metric that a process has once; `null` when it was not to be had. */
export function gaugeOf({ metrics }: ServiceSnapshot, name: string): number | null {
  return metrics?.samples.find((sample) => sample.name === name)?.value ?? null;
}
