import type { INetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1';
import type { ILimitRange, INamespace } from 'kubernetes-models/v1';

interface NodeStorage {
  readonly request: string;
  readonly limit: string;
}

/** Pods that break the profile are refused, and named in the audit log and to whoever applies them. */
export const restrictedLabels: Readonly<Record<string, string>> = Object.fromEntries(
  ['enforce', 'audit', 'warn'].map((mode) => [`pod-security.kubernetes.io/${mode}`, 'restricted']),
);

/** The namespace of an environment: pods of the profile `restricted` only. */
export const namespaceOf = (name: string): INamespace => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name, labels: { 'app.kubernetes.io/part-of': 'goalixa', ...restrictedLabels } },
});

/**
 * What each container gets that names nothing itself: a quota refuses pods without requests.
 * @param storage on the node, outside volumes
 */
export const limitRangeOf = (namespace: string, storage?: NodeStorage): ILimitRange => ({
  apiVersion: 'v1',
  kind: 'LimitRange',
  metadata: { name: 'defaults', namespace },
  spec: {
    limits: [
      // No limit of CPU: throttling only adds latency.
      {
        type: 'Container',
        default: { memory: '512Mi', ...(storage ? { 'ephemeral-storage': storage.limit } : {}) },
        defaultRequest: {
          ...{ cpu: '25m', memory: '64Mi' },
          ...(storage ? { 'ephemeral-storage': storage.request } : {}),
        },
      },
    ],
  },
});

export const defaultDenyName = 'default-deny';

/** Denies every pod all calls in both directions, DNS included; who may call whom is allowed one by one. */
export const defaultDenyOf = (namespace: string): INetworkPolicy => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: defaultDenyName, namespace },
  spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
});
