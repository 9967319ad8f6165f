import { z } from 'zod';
import { address, bucketName, regionName, text } from '../config/config-text.ts';
import { cron } from '../config/cron.ts';
import { quantity } from '../config/quantity.ts';

const backup = z.strictObject({
  bucket: bucketName(),
  /** Of an S3 service. */
  endpoint: address('https://fsn1.your-objectstorage.com', 'https'),
  region: regionName(),
  /** Cron expression of six fields, seconds first. */
  schedule: cron(6).default('0 0 3 * * *'),
  retention: text('must be a time such as "30d", from "1d" to "999m"', /^[1-9]\d{0,2}[dwm]$/).default('30d'),
  /** Raised when a cluster is restored: it must not write into the archive that it is read from. */
  series: z.int().min(1).max(9999).default(1),
});

export const postgresSchema = z.strictObject({
  enabled: z.boolean().default(true),
  /** `separate`: a cluster per database. `shared`: one cluster with all databases. */
  layout: z.enum(['separate', 'shared']),
  version: z.literal(16, { error: 'must be 16; the services are tested with no other' }).default(16),
  instances: z.int().min(1).max(5).default(1),
  /** Size of each instance's volume. */
  storage: quantity('storage').default('10Gi'),
  /** Memory of each instance. Default: 1024 in production, 512 in staging, 256 in previews. */
  memoryMi: z.int().min(256).max(65_536).optional(),
  /** To S3, with `goalixa:backupAccessKey` and `goalixa:backupSecretKey`; absent: no backup. */
  backup: backup.optional(),
});
export type PostgresConfig = z.infer<typeof postgresSchema>;
export type BackupConfig = z.infer<typeof backup>;
