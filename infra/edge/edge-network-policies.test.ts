import { describe, expect, it } from '@jest/globals';
import type { INetworkPolicyPeer, INetworkPolicyPort } from 'kubernetes-models/networking.k8s.io/v1';
import { catalogue } from '../catalogue/catalogue.ts';
import { configOfStack } from '../config/config-file.ts';
import type { StackConfig } from '../config/config-schema.ts';
import { type Platform, platformOf } from '../platform.ts';
import { edgeNetworkPolicies } from './edge-network-policies.ts';

const production = configOfStack('production', catalogue);
const platformWith = (changes: Partial<StackConfig> = {}): Platform =>
  platformOf(catalogue, { ...production, ...changes });
const policiesOf = (platform = platformWith()) => {
  const [deny, allow, ...others] = edgeNetworkPolicies(platform);
  if (!deny?.spec || !allow?.spec || others.length > 0) throw new Error('not two policies');
  return { deny: deny.spec, allow: allow.spec };
};

/** `production/web:8080`, `10.0.1.10/32:443`: each peer with each port. */
const ends = (peers: INetworkPolicyPeer[] | undefined, ports: INetworkPolicyPort[] = []): string[] =>
  (peers ?? [{ ipBlock: { cidr: 'everybody' } }]).flatMap(({ ipBlock, namespaceSelector, podSelector }) =>
    ports.map(({ port, protocol }) => {
      const place = Object.values(namespaceSelector?.matchLabels ?? {}).map((name) => `${name}/`);
      const pods = ipBlock?.cidr ?? Object.values(podSelector?.matchLabels ?? {}).join();
      return `${place.join('')}${pods}:${port}${protocol === 'TCP' ? '' : `/${protocol}`}`;
    }),
  );
const into = (platform?: Platform) =>
  policiesOf(platform).allow.ingress?.flatMap(({ from, ports }) => ends(from, ports));
const outOf = (platform?: Platform) =>
  policiesOf(platform).allow.egress?.flatMap(({ to, ports }) => ends(to, ports));

describe('edgeNetworkPolicies', () => {
  it('deny every pod of the namespace all calls in both directions', () => {
    expect(policiesOf().deny).toEqual({ policyTypes: ['Ingress', 'Egress'], podSelector: {} });
  });

  it("allow the controller's pods alone", () => {
    expect(policiesOf().allow.podSelector).toEqual({
      matchLabels: { 'app.kubernetes.io/name': 'nginx-ingress' },
    });
  });

  it('let in the load balancer and nobody else', () => {
    expect(into()).toEqual(['10.0.1.10/32:80', '10.0.1.10/32:443']);
  });

  it('let in everybody where the nodes are reached directly', () => {
    const edge = { ...production.edge, exposure: 'hostPort' } as const;
    const hosts = { driver: 'existing' } as StackConfig['hosts'];
    expect(into(platformWith({ edge, hosts }))).toEqual(['everybody:80', 'everybody:443']);
  });

  it('let Prometheus at the figures where there is one', () => {
    expect(into(platformWith({ monitoring: { enabled: true } }))?.slice(2)).toEqual([
      'monitoring/prometheus:9113',
    ]);
  });

  it("let it out to what has a route, here and in the tenants' namespaces, and to the API server", () => {
    expect(outOf()).toEqual([
      ...['kube-system/kube-dns:53/UDP', 'kube-system/kube-dns:53'],
      ...['0.0.0.0/0:443', '0.0.0.0/0:6443'],
      ...['bff', 'web', 'landing'].flatMap((app) => [`production/${app}:8080`, `staging/${app}:8080`]),
    ]);
  });

  it('let it out to the pods that answer a challenge where it is answered over HTTP', () => {
    const certificates = { challenge: 'http01', wildcard: false } as const;
    const edge = { ...production.edge, certificates };
    expect(outOf(platformWith({ edge }))?.slice(-2)).toEqual(['production/true:8089', 'staging/true:8089']);
  });

  it("keep the provider's metadata out of reach", () => {
    const blocks = policiesOf().allow.egress?.flatMap(({ to = [] }) =>
      to.flatMap(({ ipBlock }) => ipBlock ?? []),
    );
    expect(blocks).toEqual([{ cidr: '0.0.0.0/0', except: ['169.254.0.0/16'] }]);
  });
});
