import { describe, expect, it } from '@jest/globals';
import type {
  INetworkPolicy,
  INetworkPolicyPeer,
  INetworkPolicyPort,
} from 'kubernetes-models/networking.k8s.io/v1';
import { callsOf } from '../catalogue/calls-of.ts';
import { catalogue } from '../catalogue/catalogue.ts';
import type { Catalogue } from '../catalogue/deployable.ts';
import { anEnvironment } from '../fixtures/an-environment.ts';
import { nightly, notes } from '../fixtures/more-deployables.ts';
import { migrationPoliciesOf, networkPoliciesOf } from './network-policies.ts';

const all: Catalogue = [...catalogue, notes, nightly];
const env = anEnvironment();

const policyOf = (name: string, kind: 'allow' | 'deny', environment = env): INetworkPolicy => {
  const app = all.find((entry) => entry.name === name);
  const policy =
    app &&
    networkPoliciesOf(all, app, environment).find(({ metadata }) => metadata?.name === `${name}-${kind}`);
  if (!policy) throw new Error(`no ${kind} policy of ${name}`);
  return policy;
};

/** `auth:8080`, `edge/nginx-ingress:8080`: a peer with its ports, for comparison. */
const ends = (peers: INetworkPolicyPeer[] = [], ports: INetworkPolicyPort[] = []): string[] =>
  peers.flatMap(({ ipBlock, namespaceSelector, podSelector }) =>
    ports.map(({ port, protocol }) => {
      const place = Object.values(namespaceSelector?.matchLabels ?? {}).map((name) => `${name}/`);
      const pods = ipBlock?.cidr ?? Object.values(podSelector?.matchLabels ?? {}).join();
      return `${place.join('')}${pods}:${port}${protocol === 'TCP' ? '' : `/${protocol}`}`;
    }),
  );
const outOf = (name: string, environment = env): string[] =>
  (policyOf(name, 'allow', environment).spec?.egress ?? []).flatMap(({ to, ports }) => ends(to, ports));
const into = (name: string, environment = env): string[] =>
  (policyOf(name, 'allow', environment).spec?.ingress ?? []).flatMap(({ from, ports }) => ends(from, ports));

const dns = ['kube-system/kube-dns:53/UDP', 'kube-system/kube-dns:53'];

describe('networkPoliciesOf', () => {
  it.each(all.map(({ name }) => name))('denies %s all that is not allowed', (name) => {
    expect(policyOf(name, 'deny').spec).toEqual({
      podSelector: { matchLabels: { 'app.kubernetes.io/name': name } },
      policyTypes: ['Ingress', 'Egress'],
    });
  });

  it.each([
    ['auth', [...dns, 'authdb:5432']],
    ['core-api', [...dns, 'auth:8080', 'goalixa:5432']],
    ['bff', [...dns, 'auth:8080', 'core-api:8080', 'redis:6379']],
    [
      'syntra',
      [...dns, ...['auth', 'core-api', 'bff', 'web', 'landing', 'notes'].map((name) => `${name}:8080`)],
    ],
    ['web', []],
    ['landing', []],
    ['notes', [...dns, 'core-api:8080', '203.0.113.0/24:443']],
    ['nightly', [...dns, 'core-api:8080']],
  ])('lets %s call what the catalogue says and nothing else', (name, calls) => {
    expect(outOf(name)).toEqual(calls);
  });

  it.each([
    ['auth', ['core-api:8080', 'bff:8080', 'syntra:8080']],
    ['core-api', ['bff:8080', 'syntra:8080', 'notes:8080', 'nightly:8080']],
    ['bff', ['syntra:8080', 'edge/nginx-ingress:8080']],
    ['syntra', []],
    ['web', ['syntra:8080', 'edge/nginx-ingress:8080']],
    ['nightly', []],
  ])('lets %s be called by its callers, and by the edge only with a route', (name, callers) => {
    expect(into(name)).toEqual(callers);
  });

  it('lets monitoring scrape what has metrics, where the environment is monitored', () => {
    const monitored = anEnvironment({ monitoring: true });
    const scraped = all.filter(({ name }) => into(name, monitored).includes('monitoring/prometheus:8080'));
    expect(scraped.map(({ name }) => name)).toEqual(['auth', 'core-api', 'bff', 'syntra', 'notes']);
    expect(all.flatMap(({ name }) => into(name)).join()).not.toContain('monitoring');
  });

  it('opens both ends of each call of the catalogue, and no end more', () => {
    const calls = all.flatMap((app) => callsOf(all, app).map(({ name }) => `${app.name} -> ${name}`)).sort();
    const inside = new Set(all.map(({ name }) => name));
    const between = (end: string) => inside.has(end.replace(/:8080$/, ''));
    const plain = (end: string) => end.replace(/:8080$/, '');
    const out = all.flatMap(({ name }) =>
      outOf(name)
        .filter(between)
        .map((end) => `${name} -> ${plain(end)}`),
    );
    const inward = all.flatMap(({ name }) =>
      into(name)
        .filter(between)
        .map((end) => `${plain(end)} -> ${name}`),
    );
    expect(out.sort()).toEqual(calls);
    expect(inward.sort()).toEqual(calls);
  });

  it('leads to the shared cluster and to no cache where the environment says so', () => {
    const small = anEnvironment({ postgres: 'shared', redis: false });
    expect(outOf('auth', small)).toEqual([...dns, 'postgres:5432']);
    expect(outOf('bff', small)).toEqual([...dns, 'auth:8080', 'core-api:8080']);
  });
});

describe('migrationPoliciesOf', () => {
  const [deny, allow] = migrationPoliciesOf(
    catalogue.find(({ name }) => name === 'auth')!,
    env,
  );
  const pods = { matchLabels: { 'app.kubernetes.io/name': 'auth-migrate' } };

  it('denies a migration all, then lets it reach names and its database', () => {
    expect(deny?.spec).toEqual({ podSelector: pods, policyTypes: ['Ingress', 'Egress'] });
    expect(allow?.spec).toMatchObject({ podSelector: pods, policyTypes: ['Ingress', 'Egress'], ingress: [] });
    expect(allow?.spec?.egress?.flatMap(({ to, ports }) => ends(to, ports))).toEqual([...dns, 'authdb:5432']);
  });
});
