import type { Chart } from '../charts/chart.ts';
import type { Platform } from '../platform.ts';
import { versions } from '../versions.ts';
import { hasWildcard } from './controller-objects.ts';
import { edgeNamespace, wildcardSecretName } from './edge-names.ts';

const resources = { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '512Mi' } };

/** F5's NGINX Ingress Controller: one pod on every node, on the node's ports 80 and 443. */
export const nginxIngressChart = (platform: Platform): Chart => ({
  ...{
    name: 'nginx-ingress',
    version: versions.charts.nginxIngress,
    repository: 'oci://ghcr.io/nginx/charts',
  },
  ...{ release: 'nginx-ingress', namespace: edgeNamespace },
  // Only this level admits ports of the node; the pods keep to all else that `restricted` asks.
  namespaceLabels: { 'pod-security.kubernetes.io/enforce': 'privileged' },
  values: {
    controller: {
      kind: 'daemonset',
      hostPort: { enable: true },
      service: { create: false },
      ingressClass: { name: platform.config.edge.ingressClass, create: true, setAsDefaultIngress: false },
      // Helm installs their definitions once and never again: Ingress is all that is used.
      enableCustomResources: false,
      enableSnippets: false,
      telemetryReporting: { enable: false },
      // Hosts without a certificate of their own get this one. No default: others are refused the handshake.
      ...(hasWildcard(platform) ? { wildcardTLS: { secret: `${edgeNamespace}/${wildcardSecretName}` } } : {}),
      readOnlyRootFilesystem: true,
      // A count: a DaemonSet has no scale that a share could be taken of.
      podDisruptionBudget: { enabled: true, minAvailable: 1 },
      resources,
      initContainerResources: resources,
      config: { entries: entriesOf(platform) },
    },
  },
});

/** Settings of nginx; all values are text. */
const entriesOf = ({ config: { edge, hosts }, environment }: Platform): Readonly<Record<string, string>> => ({
  // What Ingresses show as their address: without one Argo CD waits for it for ever.
  'external-status-address': environment.host,
  http2: 'True',
  'server-tokens': 'False',
  ...(edge.exposure === 'loadBalancer' && hosts.driver === 'hetzner'
    ? {
        'proxy-protocol': 'True',
        'real-ip-header': 'proxy_protocol',
        // Whoever else speaks the protocol is not believed.
        'set-real-ip-from': hosts.loadBalancer.address,
      }
    : {}),
});
