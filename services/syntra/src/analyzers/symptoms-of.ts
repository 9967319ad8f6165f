import type { CheckResult, ServiceSnapshot } from '../snapshot/snapshot.ts';
import { stateOf } from '../snapshot/state-of.ts';
import type { Evidence } from './finding.ts';

/** Something a service needs, as a key of the graph of causes: `service/auth`, `database/goalixa`, `cache/redis`. */
export type Thing = string;

/** One thing that is wrong at one service. */
export interface Symptom {
  readonly evidence: Evidence;
  /** What it points at; the service itself when it points at nothing else. */
  readonly about: Thing;
  /** The service cannot work with it. */
  readonly isGrave: boolean;
}

export const serviceThing = (name: string): Thing => `service/${name}`;

/** What is wrong at a service, from its health alone. Empty for a healthy one and for one that is draining. */
export function symptomsOf(service: ServiceSnapshot): readonly Symptom[] {
  const { name, live, ready } = service;
  const state = stateOf(service);
  if (state === 'draining') return [];
  if (state === 'unreachable') return [own(name, 'live', live)];
  const failing = attributed(
    ready.checks.filter(({ isOk }) => !isOk).map((check) => symptomOfCheck(service, check)),
    serviceThing(name),
  );
  const isExplained = state !== 'failed' || failing.some(({ isGrave }) => isGrave);
  return isExplained ? failing : [own(name, 'ready', ready), ...failing];
}

/** A check of the service's own (a key, a cache of rows) most likely fails for want of what fails beside it. */
function attributed(failing: readonly Symptom[], self: Thing): readonly Symptom[] {
  const cause = failing.find(({ about, isGrave }) => isGrave && about !== self);
  return cause
    ? failing.map((symptom) => (symptom.about === self ? { ...symptom, about: cause.about } : symptom))
    : failing;
}

function own(service: string, check: string, { observed, at }: { observed: string; at: string }): Symptom {
  return { evidence: { service, check, observed, at }, about: serviceThing(service), isGrave: true };
}

function symptomOfCheck(service: ServiceSnapshot, { name, reason, required }: CheckResult): Symptom {
  const evidence = { service: service.name, check: name, observed: reason, at: service.ready.at };
  return { evidence, about: thingOfCheck(service, name), isGrave: required };
}

/** Checks are called after what they try: a service, a database or a cache by name, or `database`, `redis`. */
function thingOfCheck(
  { name, uses: { services, databases, caches } }: ServiceSnapshot,
  check: string,
): Thing {
  if (services.some((use) => use.name === check)) return serviceThing(check);
  const database = databases.find((use) => use.name === check || check === 'database');
  if (database) return `database/${database.name}`;
  const cache = caches.find((use) => use.name === check || check === 'cache' || check === 'redis');
  return cache ? `cache/${cache.name}` : serviceThing(name);
}
