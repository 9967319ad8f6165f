import type { Chart } from '../charts/chart.ts';
import type { StackConfig } from '../config/config-schema.ts';
import { restrictedLabels } from '../tenants/namespace-objects.ts';
import { versions } from '../versions.ts';
import { certManagerNamespace } from './edge-names.ts';

const resources = (memory: string, limit: string) => ({
  requests: { cpu: '10m', memory },
  limits: { memory: limit },
});

/** The certificate manager. Its definitions outlive the release: without them all certificates would go. */
export const certManagerChart = ({ cluster }: StackConfig): Chart => ({
  ...{ name: 'cert-manager', version: versions.charts.certManager, repository: 'https://charts.jetstack.io' },
  ...{ release: 'cert-manager', namespace: certManagerNamespace },
  namespaceLabels: restrictedLabels,
  values: {
    crds: { enabled: true, keep: true },
    // Who may change an Ingress must not order certificates by it: they are Certificates, whose names are held.
    extraArgs: ['--controllers=*,-ingress-shim,-gateway-shim'],
    global: { leaderElection: { namespace: certManagerNamespace } },
    networkPolicy: { enabled: true },
    resources: resources('64Mi', '256Mi'),
    webhook: { networkPolicy: { enabled: true }, resources: resources('32Mi', '128Mi') },
    cainjector: { networkPolicy: { enabled: true }, resources: resources('64Mi', '256Mi') },
    // A hook, for which Helm waits in any case.
    startupapicheck: { enabled: cluster.await, resources: resources('32Mi', '64Mi') },
  },
});
