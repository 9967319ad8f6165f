import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import { readFileSync } from 'node:fs';
import type { INetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1';
import type { ApiObject } from './api-object.ts';
import { catalogue } from './catalogue/catalogue.ts';
import { parseConfig } from './config/parse-config.ts';
import { rawConfigOf } from './config/config-file.ts';
import type { RawConfig } from './config/config-input.ts';
import { environmentOf } from './environment.ts';
import { callsBetween } from './fixtures/reachability/calls-between.ts';
import { mayCall } from './fixtures/reachability/may-call.ts';
import { addresses, outsiderPods, strayPods } from './fixtures/reachability/outsiders.ts';
import type { Peer } from './fixtures/reachability/peer.ts';
import { peersOf, podsOf } from './fixtures/reachability/pods-of.ts';
import { wantedCalls } from './fixtures/reachability/wanted-calls.ts';
import { programObjects } from './fixtures/stack-objects.ts';
import { completedStack } from './guard/stack-input.ts';
import { imageLockOf } from './image-lock.ts';
import { paths } from './paths.ts';
import { environmentObjects } from './render/environment-objects.ts';

// Runs the programs of both stacks.
jest.setTimeout(120_000);

const stacks = ['production', 'staging'] as const;
const rawOf = (stack: string, changes: RawConfig): RawConfig => ({
  ...rawConfigOf(stack, readFileSync(paths.stackFile(stack), 'utf8')),
  ...changes,
});
const configOf = (stack: string, changes: RawConfig) =>
  parseConfig(stack, rawOf(stack, changes), catalogue, 'read');

/** All objects of one cluster: what both programs register, and what Argo CD applies. */
async function clusterObjects(changes: RawConfig): Promise<readonly ApiObject[]> {
  const programs = await Promise.all(
    stacks.map((stack) => programObjects(completedStack(stack, rawOf(stack, changes)))),
  );
  const rendered = stacks.map((stack) => environmentOf(configOf(stack, changes), imageLockOf(stack)));
  return [
    ...programs.flatMap((objects) => objects.map(({ object }) => object)),
    ...rendered.flatMap((env) => environmentObjects(catalogue, env).flatMap(([, objects]) => objects)),
  ];
}

const isPolicy = (object: ApiObject): object is INetworkPolicy => object.kind === 'NetworkPolicy';

/** What a cluster's policies stand between. */
function worldOf(objects: readonly ApiObject[]) {
  const own = [...podsOf(objects), ...stacks.flatMap(strayPods)];
  const all = peersOf([...own, ...outsiderPods], objects);
  const isInside = ({ pod }: Peer): boolean => stacks.some((stack) => stack === pod?.namespace);
  const outside = [...all.filter((peer) => !isInside(peer)), ...addresses];
  return { policies: objects.filter(isPolicy), inside: all.filter(isInside), outside };
}

/** Who may call whom. */
function callsIn(objects: readonly ApiObject[]): readonly string[] {
  const { inside, outside, policies } = worldOf(objects);
  return callsBetween(policies, inside, outside);
}

/** Peers that no policy of their own closes, but for the address where machines are told their secrets. */
function openPeers(objects: readonly ApiObject[]): readonly string[] {
  const { outside, policies } = worldOf(objects);
  const [from] = addresses;
  if (!from) throw new Error('no address outside');
  const isOpen = (to: Peer) => mayCall(policies, { from, to, port: 443, protocol: 'TCP' });
  return outside.filter((to) => to.name !== 'metadata' && isOpen(to)).map(({ name }) => name);
}

describe.each([
  ['without monitoring', {}],
  ['with monitoring', { 'goalixa:monitoring': { enabled: true } }],
])('the network policies %s', (_title, changes: RawConfig) => {
  let objects: readonly ApiObject[];
  beforeAll(async () => {
    objects = await clusterObjects(changes);
  });

  it("let through the catalogue's calls, names, the edge, scraping, databases and cache, and nothing else", () => {
    const outside = openPeers(objects);
    const wanted = stacks.flatMap((stack) => wantedCalls(catalogue, configOf(stack, changes), outside));
    expect(callsIn(objects)).toEqual(wanted.sort());
  });

  it('let nothing from one environment into the other, and nothing reach the metadata of machines', () => {
    const calls = callsIn(objects);
    expect(calls.filter((call) => /production\/.*staging\/|staging\/.*production\//.test(call))).toEqual([]);
    expect(calls.filter((call) => call.includes('-> metadata'))).toEqual([]);
  });

  it('show one rule too many, and one too few', () => {
    const rule = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy' } as const;
    const open: INetworkPolicy = {
      ...rule,
      metadata: { name: 'open', namespace: 'production' },
      spec: { podSelector: {}, ingress: [{}] },
    };
    const before = callsIn(objects);
    expect(callsIn([...objects, open])).toContain('default/stranger -> production/auth:8080');
    const isLost = ({ kind, metadata }: ApiObject) =>
      kind === 'NetworkPolicy' && metadata?.name === 'auth-allow' && metadata.namespace === 'production';
    const without = callsIn(objects.filter((object) => !isLost(object)));
    expect(before).toContain('production/bff -> production/auth:8080');
    expect(without).not.toContain('production/bff -> production/auth:8080');
  });
});
