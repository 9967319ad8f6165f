import type { Snapshot } from '../snapshot/snapshot.ts';
import { stateOf, type ServiceState } from '../snapshot/state-of.ts';
import type { Analyzer, Finding } from './finding.ts';
import { serviceThing, symptomsOf, type Symptom, type Thing } from './symptoms-of.ts';

/**
 * What does not work. A service that fails for want of another is no finding of its own but evidence of the
 * other's, down to the root: a dead database is one finding, however many services stand on it.
 */
export const findFailures: Analyzer = (snapshot) => {
  const byRoot = new Map<Thing, Symptom[]>();
  const symptoms = snapshot.flatMap((service) => symptomsOf(service));
  for (const symptom of symptoms) {
    for (const root of rootsOf(symptom.about, symptoms, new Set())) {
      byRoot.set(root, [...(byRoot.get(root) ?? []), symptom]);
    }
  }
  const states = new Map(snapshot.map((service) => [serviceThing(service.name), stateOf(service)]));
  return [
    ...[...byRoot].map(([root, because]) => findingOf(root, states.get(root), because)),
    ...draining(snapshot),
  ];
};

/** Follows what a thing itself suffers from; ends where nothing else is to blame. */
function rootsOf(thing: Thing, symptoms: readonly Symptom[], seen: Set<Thing>): readonly Thing[] {
  if (seen.has(thing)) return [];
  seen.add(thing);
  const reasons = symptoms.filter(
    ({ evidence, isGrave }) => isGrave && serviceThing(evidence.service) === thing,
  );
  const roots = new Set(
    reasons.flatMap(({ about }) => (about === thing ? [thing] : rootsOf(about, symptoms, seen))),
  );
  return roots.size > 0 ? [...roots] : [thing]; // also for two services that blame each other
}

/** @param state of the root; `undefined` for what is no watched service */
function findingOf(root: Thing, state: ServiceState | undefined, because: readonly Symptom[]): Finding {
  const [kind = '', name = ''] = root.split('/');
  const own = because.filter(({ evidence }) => serviceThing(evidence.service) === root);
  const others = [...new Set(because.map(({ evidence }) => evidence.service))].filter(
    (user) => user !== name,
  );
  const { condition, title } = wording(kind, name, state, own, others);
  return {
    id: `${condition}:${kind === 'service' ? name : root}`,
    severity: because.some(({ isGrave }) => isGrave) ? 'critical' : 'warning',
    service: kind === 'service' ? name : (others[0] ?? name),
    title,
    evidence: [...own, ...because.filter((symptom) => !own.includes(symptom))].map(
      ({ evidence }) => evidence,
    ),
  };
}

function wording(
  kind: string,
  name: string,
  state: ServiceState | undefined,
  own: readonly Symptom[],
  others: readonly string[],
): { readonly condition: string; readonly title: string } {
  if (kind !== 'service')
    return { condition: 'failing', title: `The ${kind} ${name} fails ${others.join(', ')}` };
  if (state === 'unreachable') return { condition: 'unreachable', title: `${name} does not answer` };
  if (own.length === 0)
    return { condition: 'not-reached', title: `${name} does not serve ${others.join(', ')}` };
  const checks = own.map(({ evidence }) => evidence.check).join(', ');
  if (state === 'failed') return { condition: 'not-ready', title: `${name} is not ready: ${checks}` };
  return { condition: 'degraded', title: `${name} works without ${checks}` };
}

function draining(snapshot: Snapshot): readonly Finding[] {
  return snapshot
    .filter((service) => stateOf(service) === 'draining')
    .map(({ name, ready: { observed, at } }) => ({
      id: `draining:${name}`,
      severity: 'info',
      service: name,
      title: `${name} is shutting down`,
      evidence: [{ service: name, check: 'ready', observed, at }],
    }));
}
