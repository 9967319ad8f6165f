import { z } from 'zod';
import { bucketName, text } from '../config/config-text.ts';

const sha256 = text(
  'must be the SHA-256 of the binary, 64 hexadecimal digits, from the release\'s "sha256sum-<arch>.txt"',
  /^[0-9a-f]{64}$/,
);

export const clusterSchema = z.strictObject({
  /** `false`: no object is waited for, on clusters that run no pods. */
  await: z.boolean().default(true),
  /** Default: the pinned one of `versions.ts`. */
  version: text('must be a release such as "v1.36.4+k3s1"', /^v1\.\d+\.\d+\+k3s\d+$/).optional(),
  /** Checksums of the k3s binary by architecture; needed to install, so by the drivers hetzner and ssh. */
  sha256: z.strictObject({ amd64: sha256.optional(), arm64: sha256.optional() }).default({}),
  /** Where the releases of k3s are, `<address>/<version>/k3s`: whoever answers there, the checksum decides. */
  downloads: text(
    'must be an address such as "https://mirror.goalixa.example/k3s", without credentials or a slash at its end',
    /^https?:\/\/[^\s@]+[^\s@/]$/,
  ).default('https://github.com/k3s-io/k3s/releases/download'),
  /** More names and addresses in the API server's certificate. */
  tlsSans: z.array(text('must be a host name or an IP address', /^[A-Za-z0-9.:-]+$/)).default([]),
  /** Class of all volumes. k3s' own is bound to its node and has no limit of size. */
  storageClass: text('must be the name of a storage class such as "local-path"', /^[a-z0-9.-]+$/).default(
    'local-path',
  ),
  /** Snapshots of etcd to the bucket, with `goalixa:backupAccessKey` and `goalixa:backupSecretKey`. */
  snapshots: z
    .strictObject({
      bucket: bucketName(),
      endpoint: text(
        'must be a host such as "fsn1.your-objectstorage.com", without "https://"',
        /^[a-z0-9.-]+(:\d+)?$/,
      ),
      region: text('must be the region of the bucket such as "fsn1"'),
      schedule: text(
        'must be a cron expression of five fields such as "0 */6 * * *"',
        /^[\w*,/?-]+( [\w*,/?-]+){4}$/,
      ).default('0 */6 * * *'),
      retention: z.int().min(1).default(28),
    })
    .optional(),
  /** Reserved: people's access by their identity provider. */
  oidc: z.undefined({ error: 'is reserved; leave it out: people use the kubeconfig for now' }).optional(),
});
export type ClusterConfig = z.infer<typeof clusterSchema>;
