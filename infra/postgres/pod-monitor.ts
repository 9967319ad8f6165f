import type { IPodMonitor } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/PodMonitor';
import type { Platform } from '../platform.ts';
import type { DatabaseCluster } from './database-clusters.ts';
import { metadataOf } from './metadata.ts';

/** Scrapes the instances; where no monitoring runs, its kind does not exist. The Cluster's own switch is deprecated. */
export const podMonitors = (
  { environment }: Platform,
  clusters: readonly DatabaseCluster[],
): readonly IPodMonitor[] =>
  environment.monitoring
    ? clusters.map(({ name }) => ({
        apiVersion: 'monitoring.coreos.com/v1',
        kind: 'PodMonitor',
        metadata: metadataOf(environment, name),
        spec: {
          selector: { matchLabels: { 'cnpg.io/cluster': name } },
          podMetricsEndpoints: [{ port: 'metrics' }],
        },
      }))
    : [];
