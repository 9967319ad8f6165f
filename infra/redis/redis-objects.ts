import type { IStatefulSet } from 'kubernetes-models/apps/v1';
import type { IPodDisruptionBudget } from 'kubernetes-models/policy/v1';
import type { IConfigMap, IService, IServiceAccount } from 'kubernetes-models/v1';
import type { ApiObject } from '../api-object.ts';
import { selectorOf } from '../naming.ts';
import type { Platform } from '../platform.ts';
import { cacheName, cachePorts, metadataOf } from './metadata.ts';
import { redisConfOf, redisPaths } from './redis-conf.ts';
import { redisNetworkPolicies } from './redis-network-policies.ts';
import { redisPodOf } from './redis-pod.ts';
import { redisSecrets } from './redis-secrets.ts';

/** The cache of an environment in two stages: what its pod stands on, then the pod. Empty where it is disabled. */
export const redisStages = (platform: Platform): readonly (readonly ApiObject[])[] =>
  platform.config.redis.enabled
    ? [
        [
          serviceAccountOf(platform),
          ...redisNetworkPolicies(platform),
          ...redisSecrets(platform),
          configMapOf(platform),
        ],
        [serviceOf(platform), budgetOf(platform), statefulSetOf(platform)],
      ]
    : [];

const selector = { matchLabels: selectorOf(cacheName) };

const serviceAccountOf = ({ environment }: Platform): IServiceAccount => ({
  apiVersion: 'v1',
  kind: 'ServiceAccount',
  metadata: metadataOf(environment.namespace),
  automountServiceAccountToken: false,
});

const configMapOf = ({ config, environment }: Platform): IConfigMap => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: metadataOf(environment.namespace),
  data: { [redisPaths.confFile]: redisConfOf(config.redis.memoryMi) },
});

const serviceOf = ({ environment }: Platform): IService => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: metadataOf(environment.namespace),
  spec: {
    type: 'ClusterIP',
    selector: selectorOf(cacheName),
    // There is no other pod to send to, and a failing exporter must not take the cache away.
    publishNotReadyAddresses: true,
    ports: [
      { name: 'redis', port: cachePorts.redis, targetPort: 'redis', protocol: 'TCP' },
      { name: 'metrics', port: cachePorts.metrics, targetPort: 'metrics', protocol: 'TCP' },
    ],
  },
});

/** The only pod may always be moved: the cache is empty for a while, nothing is wrong. */
const budgetOf = ({ environment }: Platform): IPodDisruptionBudget => ({
  apiVersion: 'policy/v1',
  kind: 'PodDisruptionBudget',
  metadata: metadataOf(environment.namespace),
  spec: { maxUnavailable: 1, selector, unhealthyPodEvictionPolicy: 'AlwaysAllow' },
});

/** A StatefulSet for its promise of never two pods at once: each client would see half of the cache. */
const statefulSetOf = (platform: Platform): IStatefulSet => ({
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  metadata: metadataOf(platform.environment.namespace),
  spec: {
    replicas: 1,
    revisionHistoryLimit: 3,
    serviceName: cacheName,
    selector,
    template: redisPodOf(platform),
  },
});
