import { notificationValues } from './notification-values.ts';
import type { GitopsConfig } from './gitops-config.ts';

/** Values of the chart: one copy of each part, no route from outside, nobody who could log in. */
export const argocdValues = (config: GitopsConfig): Readonly<Record<string, unknown>> => ({
  crds: { install: true, keep: true },
  global: { networkPolicy: { create: true, defaultDenyIngress: true } },
  configs: {
    cm: {
      // Whoever holds the cluster's kubeconfig has `argocd admin dashboard`: no password to keep or to lose.
      'admin.enabled': false,
      'exec.enabled': false,
      // Empty leaves the key out: it has no address.
      url: '',
      // The rendered tree is plain YAML. These tools would fetch from elsewhere what a branch names, with the
      // credentials of all; a setting of the Application a file in the branch could override.
      'helm.enable': false,
      'jsonnet.enable': false,
      'kustomize.enable': false,
    },
    params: {
      // Behind a port-forward only; with TLS of its own it would write a certificate into our Secret.
      'server.insecure': true,
      'controller.diff.server.side': true,
    },
    rbac: { 'policy.default': '' },
    secret: { createSecret: false },
    ...(config.knownHosts.length > 0 ? { ssh: { extraHosts: config.knownHosts.join('\n') } } : {}),
  },
  controller: { resources: resources('100m', '384Mi', '1Gi') },
  repoServer: { resources: resources('50m', '128Mi', '512Mi') },
  server: { resources: resources('25m', '96Mi', '256Mi') },
  redis: { resources: resources('25m', '32Mi', '128Mi') },
  // Its password is a Secret of ours.
  redisSecretInit: { enabled: false },
  // Applications are made by Pulumi, one by one.
  applicationSet: { replicas: 0 },
  dex: { enabled: false },
  notifications: notificationValues(config.notifications),
});

function resources(cpu: string, memory: string, limit: string) {
  return { requests: { cpu, memory }, limits: { memory: limit } };
}
