import type { ICertificate } from '@kubernetes-models/cert-manager/cert-manager.io/v1';
import { describe, expect, it } from '@jest/globals';
import type { INetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1';
import { titleOf } from '../api-object.ts';
import { catalogue } from '../catalogue/catalogue.ts';
import { anEnvironment } from '../fixtures/an-environment.ts';
import { manifestProblems } from '../render/validate.ts';
import { edgeObjects } from './edge-objects.ts';
import { ingressesOf } from './ingress.ts';

const env = (certificate: 'wildcard' | 'dns01' | 'http01', tls = true) => anEnvironment({ certificate, tls });
const titlesOf = (...args: Parameters<typeof env>) => edgeObjects(catalogue, env(...args)).map(titleOf);
const certificateOf = (...args: Parameters<typeof env>) =>
  edgeObjects(catalogue, env(...args)).find(({ kind }) => kind === 'Certificate') as ICertificate;
const type = 'nginx.org/mergeable-ingress-type';

describe('a host with a certificate of its own by HTTP-01', () => {
  const [master, minion, ...others] = ingressesOf(catalogue, env('http01'));

  it('is put together from one master and one minion', () => {
    expect(others).toEqual([]);
    expect(master?.metadata?.annotations?.[type]).toBe('master');
    expect(minion?.metadata?.annotations?.[type]).toBe('minion');
  });

  it('has its settings and TLS in the master, which has no path', () => {
    expect(master?.spec?.rules).toEqual([{ host: 'goalixa.example' }]);
    expect(master?.spec?.tls).toEqual([{ hosts: ['goalixa.example'], secretName: 'goalixa-tls' }]);
    expect(master?.metadata?.annotations).toMatchObject({ 'nginx.org/client-max-body-size': '1m' });
  });

  it('has all routes in the minion, which has neither TLS nor settings: the controller refuses those', () => {
    const [plain] = ingressesOf(catalogue, env('wildcard'));
    expect(minion?.spec?.rules).toEqual(plain?.spec?.rules);
    expect(minion?.spec).not.toHaveProperty('tls');
    expect(Object.keys(minion?.metadata?.annotations ?? {})).toEqual([type]);
  });

  it('is served from the start: the challenge is redirected to HTTPS', () => {
    expect(certificateOf('http01').metadata?.annotations).toEqual({
      'cert-manager.io/issue-temporary-certificate': 'true',
    });
  });

  it('lets the edge reach the pods that answer the challenge, and nothing more', () => {
    const policy = edgeObjects(catalogue, env('http01')).find(({ kind }) => kind === 'NetworkPolicy');
    expect((policy as INetworkPolicy).spec).toEqual({
      podSelector: { matchLabels: { 'acme.cert-manager.io/http01-solver': 'true' } },
      policyTypes: ['Ingress', 'Egress'],
      ingress: [
        {
          from: [
            {
              namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'edge' } },
              podSelector: { matchLabels: { 'app.kubernetes.io/name': 'nginx-ingress' } },
            },
          ],
          ports: [{ protocol: 'TCP', port: 8089 }],
        },
      ],
    });
  });
});

describe('edgeObjects', () => {
  it.each(['wildcard', 'dns01', 'http01'] as const)(
    'can be rendered with the certificate %s',
    (certificate) => {
      expect(edgeObjects(catalogue, env(certificate)).flatMap((object) => manifestProblems(object))).toEqual(
        [],
      );
    },
  );

  it.each([
    ['wildcard', ['Ingress goalixa']],
    ['dns01', ['Ingress goalixa', 'Certificate goalixa-tls']],
    [
      'http01',
      ['Ingress goalixa', 'Ingress goalixa-routes', 'Certificate goalixa-tls', 'NetworkPolicy edge-solver'],
    ],
  ] as const)('are with the certificate %s: %j', (certificate, titles) => {
    expect(titlesOf(certificate)).toEqual(titles.map((title) => `production/${title}`));
  });

  it.each(['wildcard', 'dns01', 'http01'] as const)(
    'are one plain Ingress without TLS, whatever %s says',
    (kind) => {
      expect(titlesOf(kind, false)).toEqual(['production/Ingress goalixa']);
      expect(ingressesOf(catalogue, env(kind, false))[0]?.metadata?.annotations).not.toHaveProperty([type]);
    },
  );

  it("name the host's own certificate where there is one", () => {
    const [ingress] = ingressesOf(catalogue, env('dns01'));
    expect(ingress?.spec?.tls).toEqual([{ hosts: ['goalixa.example'], secretName: 'goalixa-tls' }]);
    expect(certificateOf('dns01').spec).toMatchObject({
      secretName: 'goalixa-tls',
      dnsNames: ['goalixa.example'],
      issuerRef: { kind: 'ClusterIssuer', name: 'acme' },
    });
    expect(certificateOf('dns01').metadata).not.toHaveProperty('annotations');
  });
});
