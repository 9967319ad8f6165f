import type { ICluster } from '@kubernetes-models/cloudnative-pg/postgresql.cnpg.io/v1/Cluster';
import { mebibytes } from '../catalogue/quantity.ts';
import type { EnvironmentKind } from '../catalogue/deployable.ts';
import type { Platform } from '../platform.ts';
import { versions } from '../versions.ts';
import { accessRules } from './access-rules.ts';
import { archiverOf } from './backup-objects.ts';
import type { DatabaseCluster } from './database-clusters.ts';
import { memoryOf } from './memory-of.ts';
import { metadataOf } from './metadata.ts';
import { serverParameters } from './server-parameters.ts';

type Spec = NonNullable<ICluster['spec']>;

/** The instances of a database cluster: the operator makes their pods, volumes, certificates and Services. */
export function clusterObject({ config, environment }: Platform, cluster: DatabaseCluster): ICluster {
  const { postgres } = config;
  const memoryMi = memoryOf(postgres, environment.name);
  return {
    apiVersion: 'postgresql.cnpg.io/v1',
    kind: 'Cluster',
    metadata: metadataOf(environment, cluster.name),
    spec: {
      imageName: config.images.postgres ?? versions.images.postgres,
      instances: postgres.instances,
      enableSuperuserAccess: false,
      // Checksums can only be had from the start.
      bootstrap: { initdb: { dataChecksums: true } },
      storage: { size: postgres.storage, storageClass: config.cluster.storageClass },
      resources: resourcesOf(environment.name, memoryMi),
      ...copiesOf(postgres.instances),
      ...delays,
      postgresql: {
        parameters: serverParameters(memoryMi),
        pg_hba: accessRules(cluster.databases),
        ...synchronyOf(postgres.instances),
      },
      seccompProfile: { type: 'RuntimeDefault' },
      inheritedMetadata: { labels: { 'app.kubernetes.io/part-of': 'goalixa' } },
      ...(postgres.backup ? { plugins: [archiverOf(cluster.name, postgres.backup)] } : {}),
    },
  };
}

/** Two copies on one node are one copy. A single one may be moved at any time: a budget would only block drains. */
const copiesOf = (instances: number): Partial<Spec> => ({
  affinity: {
    enablePodAntiAffinity: true,
    topologyKey: 'kubernetes.io/hostname',
    podAntiAffinityType: instances > 1 ? 'required' : 'preferred',
  },
  enablePDB: instances > 1,
  primaryUpdateStrategy: 'unsupervised',
  primaryUpdateMethod: instances > 1 ? 'switchover' : 'restart',
});

/**
 * A write is confirmed once a standby has it, so that a lost primary loses nothing; where no standby is there,
 * writes go on without.
 */
const synchronyOf = (instances: number): Partial<NonNullable<Spec['postgresql']>> =>
  instances > 1 ? { synchronous: { method: 'any', number: 1, dataDurability: 'preferred' } } : {};

// Seconds. By default a switchover may wait an hour and a stop half of one: services answer 503 all the while.
const delays: Partial<Spec> = { smartShutdownTimeout: 15, stopDelay: 120, switchoverDelay: 120 };

const cpuOf: Readonly<Record<EnvironmentKind, string>> = {
  production: '250m',
  staging: '50m',
  preview: '25m',
};

/** No limit of CPU: throttling only adds latency. */
const resourcesOf = (environment: EnvironmentKind, memoryMi: number): NonNullable<Spec['resources']> => ({
  requests: { cpu: cpuOf[environment], memory: mebibytes(memoryMi) },
  limits: { memory: mebibytes(memoryMi) },
});
