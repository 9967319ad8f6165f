import { describe, expect, it } from '@jest/globals';
import { titleOf } from '../api-object.ts';
import { catalogue } from '../catalogue/catalogue.ts';
import { checkValues } from '../charts/check-values.ts';
import { configOfStack } from '../config/config-file.ts';
import type { StackConfig } from '../config/config-schema.ts';
import { peers } from '../naming.ts';
import { type Platform, platformOf } from '../platform.ts';
import { SecretValue } from '../secrets/secret-value.ts';
import { certManagerChart } from './cert-manager-chart.ts';
import { clusterIssuerOf, issuerSecrets } from './cluster-issuer.ts';
import { controllerObjects } from './controller-objects.ts';
import type { EdgeConfig } from './edge-config.ts';
import { nginxIngressChart } from './nginx-ingress-chart.ts';

const production = configOfStack('production', catalogue);
const http01: EdgeConfig['certificates'] = { challenge: 'http01', wildcard: false };
const platformWith = (edge: Partial<EdgeConfig> = {}, changes: Partial<StackConfig> = {}): Platform =>
  platformOf(catalogue, { ...production, ...changes, edge: { ...production.edge, ...edge } });
/** On machines of one's own, reached directly. */
const onHostPorts = (): Platform =>
  platformWith({ exposure: 'hostPort' }, { hosts: { driver: 'existing' } as StackConfig['hosts'] });
const controllerOf = (platform = platformWith()) =>
  nginxIngressChart(platform).values['controller'] as Record<string, Record<string, unknown>>;
const entriesOf = (platform = platformWith()) => controllerOf(platform)['config']?.['entries'];
const acmeOf = (edge: Partial<EdgeConfig> = {}) =>
  clusterIssuerOf({ ...production.edge, ...edge }).spec?.acme;

describe('nginxIngressChart', () => {
  it('never installs or watches custom resources, snippets or telemetry', () => {
    expect(controllerOf()).toMatchObject({
      enableCustomResources: false,
      enableSnippets: false,
      telemetryReporting: { enable: false },
    });
  });

  it('runs on the ports of every node, with a read-only root, a budget and no Service', () => {
    expect(controllerOf()).toMatchObject({
      kind: 'daemonset',
      hostPort: { enable: true },
      service: { create: false },
      readOnlyRootFilesystem: true,
      podDisruptionBudget: { enabled: true, minAvailable: 1 },
    });
    expect(nginxIngressChart(platformWith()).namespaceLabels).toEqual({
      'pod-security.kubernetes.io/enforce': 'privileged',
    });
  });

  it('believes the PROXY protocol of the load balancer alone, and speaks it only behind one', () => {
    const address = production.hosts.driver === 'hetzner' ? production.hosts.loadBalancer.address : '';
    expect(entriesOf()).toMatchObject({
      'proxy-protocol': 'True',
      'real-ip-header': 'proxy_protocol',
      'set-real-ip-from': address,
    });
    expect(JSON.stringify(entriesOf(onHostPorts()))).not.toMatch(/proxy|real-ip/);
  });

  it('tells Ingresses an address, for which Argo CD waits', () => {
    expect(entriesOf()).toMatchObject({ 'external-status-address': 'goalixa.example' });
  });

  it('gives nginx text only', () => {
    const values = [platformWith(), onHostPorts()].flatMap((platform) =>
      Object.values(entriesOf(platform) ?? {}),
    );
    expect(values.filter((value) => typeof value !== 'string')).toEqual([]);
  });

  it('serves the wildcard certificate, and names none where nobody makes one: it would not start', () => {
    expect(controllerOf()['wildcardTLS']).toEqual({ secret: 'edge/wildcard-tls' });
    expect(controllerOf()).not.toHaveProperty('defaultTLS');
    for (const platform of [
      platformWith({ certificates: http01 }),
      platformWith({}, { publicUrl: 'http://x.example' }),
    ])
      expect(controllerOf(platform)).not.toHaveProperty('wildcardTLS');
  });

  it("has the namespace and the label by which the workloads' policies know it", () => {
    const { name, namespace, values } = nginxIngressChart(platformWith());
    expect(peers.edge).toEqual({ namespace, labels: { 'app.kubernetes.io/name': name } });
    expect(values).not.toHaveProperty('nameOverride');
  });

  it('takes the ingress class from the configuration', () => {
    expect(controllerOf(platformWith({ ingressClass: 'web' }))['ingressClass']).toMatchObject({
      name: 'web',
    });
  });
});

describe('certManagerChart', () => {
  it('brings its definitions, and keeps them when it goes', () => {
    expect(certManagerChart(production).values['crds']).toEqual({ enabled: true, keep: true });
  });

  it('runs restricted', () => {
    expect(certManagerChart(production).namespaceLabels).toMatchObject({
      'pod-security.kubernetes.io/enforce': 'restricted',
    });
  });

  it('orders no certificate because an Ingress or a Gateway has an annotation', () => {
    expect(certManagerChart(production).values['extraArgs']).toEqual([
      '--controllers=*,-ingress-shim,-gateway-shim',
    ]);
  });

  it('waits for no pod where none runs', () => {
    const config = { ...production, cluster: { ...production.cluster, await: false } };
    expect(certManagerChart(config).values['startupapicheck']).toMatchObject({ enabled: false });
  });
});

describe('both charts', () => {
  it('are given checked values only', () => {
    for (const platform of [platformWith(), onHostPorts(), platformWith({ certificates: http01 })]) {
      expect(() => checkValues(nginxIngressChart(platform))).not.toThrow();
      expect(() => checkValues(certManagerChart(platform.config))).not.toThrow();
    }
  });
});

describe('clusterIssuerOf', () => {
  it.each([
    ['production', 'https://acme-v02.api.letsencrypt.org/directory'],
    ['staging', 'https://acme-staging-v02.api.letsencrypt.org/directory'],
  ] as const)('asks the directory of %s, with a key of its own', (authority, server) => {
    expect(acmeOf({ authority })).toMatchObject({
      server,
      email: production.edge.email,
      privateKeySecretRef: { name: `acme-account-${authority}` },
    });
  });

  it.each([
    ['cloudflare', { cloudflare: { apiTokenSecretRef: { name: 'dns-token', key: 'token' } } }],
    ['digitalocean', { digitalocean: { tokenSecretRef: { name: 'dns-token', key: 'token' } } }],
  ] as const)('answers by DNS with the token of %s', (provider, dns01) => {
    const certificates = { challenge: 'dns01', provider, wildcard: true } as const;
    expect(acmeOf({ certificates })?.solvers).toEqual([{ dns01 }]);
    const [secret] = issuerSecrets({ ...production.edge, certificates });
    expect(secret).toMatchObject({
      kind: 'Secret',
      metadata: { name: 'dns-token', namespace: 'cert-manager' },
    });
    const { token } = (secret as unknown as { stringData: Record<string, unknown> }).stringData;
    expect(token instanceof SecretValue && token.sources).toEqual([{ from: 'config', key: 'dnsToken' }]);
  });

  it("answers by HTTP through a minion of the host's own Ingress, of the same class, and needs no token", () => {
    expect(acmeOf({ certificates: http01, ingressClass: 'web' })?.solvers).toEqual([
      {
        http01: {
          ingress: {
            ingressClassName: 'web',
            serviceType: 'ClusterIP',
            ingressTemplate: { metadata: { annotations: { 'nginx.org/mergeable-ingress-type': 'minion' } } },
          },
        },
      },
    ]);
    expect(issuerSecrets({ ...production.edge, certificates: http01 })).toEqual([]);
  });
});

describe('controllerObjects', () => {
  it('hold the wildcard certificate that the controller is told of, for the host and all below it', () => {
    const certificate = controllerObjects(platformWith()).find(({ kind }) => kind === 'Certificate');
    expect(certificate).toMatchObject({
      metadata: { name: 'wildcard-tls', namespace: 'edge' },
      spec: { secretName: 'wildcard-tls', dnsNames: ['goalixa.example', '*.goalixa.example'] },
    });
    expect(controllerObjects(platformWith({ certificates: http01 })).map(titleOf)).toEqual([
      'edge/NetworkPolicy edge-deny',
      'edge/NetworkPolicy edge-allow',
    ]);
  });
});
