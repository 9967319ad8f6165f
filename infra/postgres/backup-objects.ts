import type { IScheduledBackup } from '@kubernetes-models/cloudnative-pg/postgresql.cnpg.io/v1/ScheduledBackup';
import type { ApiObject } from '../api-object.ts';
import type { Platform } from '../platform.ts';
import { configSecret } from '../secrets/secret-value.ts';
import type { DatabaseCluster } from './database-clusters.ts';
import { metadataOf } from './metadata.ts';
import type { BackupConfig } from './postgres-config.ts';

/** Name of the plugin, in all objects that speak of it. */
const plugin = 'barman-cloud.cloudnative-pg.io';

/** Name of the store and of the Secret with its keys: one of each per environment. */
const store = 'postgres-backup';

/**
 * The plugin's entry in a Cluster: it archives the write-ahead log below the cluster's own name in the store. A
 * restored cluster gets the next series, or it would write into the archive that it was read from.
 */
export const archiverOf = (cluster: string, { series }: BackupConfig) => ({
  name: plugin,
  isWALArchiver: true,
  parameters: { barmanObjectName: store, serverName: `${cluster}-${series}` },
});

/** The store in the bucket, and the Secret with the keys to it; nothing where no backup is made. */
export function backupStore({ config, environment }: Platform): readonly ApiObject[] {
  const { backup } = config.postgres;
  if (!backup) return [];
  const metadata = metadataOf(environment, store);
  const stringData = {
    accessKey: configSecret('backupAccessKey'),
    secretKey: configSecret('backupSecretKey'),
    region: backup.region,
  };
  const secret = { apiVersion: 'v1', kind: 'Secret', metadata, type: 'Opaque', stringData };
  return [secret, objectStoreOf(backup, metadata, environment.name)];
}

const objectStoreOf = (backup: BackupConfig, metadata: object, environment: string) => ({
  apiVersion: 'barmancloud.cnpg.io/v1',
  kind: 'ObjectStore',
  metadata,
  spec: {
    retentionPolicy: backup.retention,
    configuration: {
      destinationPath: `s3://${backup.bucket}/postgres/${environment}/`,
      endpointURL: backup.endpoint,
      s3Credentials: {
        accessKeyId: { name: store, key: 'accessKey' },
        secretAccessKey: { name: store, key: 'secretKey' },
        region: { name: store, key: 'region' },
      },
      wal: { compression: 'gzip', maxParallel: 2 },
      data: { compression: 'gzip', jobs: 2 },
    },
    instanceSidecarConfiguration: {
      // Otherwise uploads carry checksums that most services beside Amazon's refuse.
      env: ['AWS_REQUEST_CHECKSUM_CALCULATION', 'AWS_RESPONSE_CHECKSUM_VALIDATION'].map((name) => ({
        name,
        value: 'when_required',
      })),
      resources: { requests: { cpu: '25m', memory: '128Mi' }, limits: { memory: '512Mi' } },
    },
  },
});

/** A base backup by the clock, and one at once: without a first one the archived log is of no use. */
export function scheduledBackups(
  { config, environment }: Platform,
  clusters: readonly DatabaseCluster[],
): readonly IScheduledBackup[] {
  const { backup } = config.postgres;
  if (!backup) return [];
  return clusters.map(({ name }) => ({
    apiVersion: 'postgresql.cnpg.io/v1',
    kind: 'ScheduledBackup',
    metadata: metadataOf(environment, name),
    spec: {
      schedule: backup.schedule,
      immediate: true,
      cluster: { name },
      backupOwnerReference: 'cluster',
      // The default method is the one that the operator's next minor no longer has.
      method: 'plugin',
      pluginConfiguration: { name: plugin },
    },
  }));
}
