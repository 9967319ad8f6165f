import { z } from 'zod';
import {
  address,
  bucketName,
  isHost,
  isHostWithPort,
  objectName,
  regionName,
  text,
} from '../config/config-text.ts';
import { cron } from '../config/cron.ts';

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
  downloads: address('https://mirror.goalixa.example/k3s', 'https', 'http').default(
    'https://github.com/k3s-io/k3s/releases/download',
  ),
  /** More names and addresses in the API server's certificate. */
  tlsSans: z
    .array(text('must be a host name or an IP address such as "api.goalixa.example"', isHost))
    .default([]),
  /** Class of all volumes. k3s' own is bound to its node and has no limit of size. */
  storageClass: objectName('must be the name of a storage class such as "local-path"').default('local-path'),
  /** Snapshots of etcd to a bucket, with `goalixa:snapshotAccessKey` and `goalixa:snapshotSecretKey`. */
  snapshots: z
    .strictObject({
      bucket: bucketName(),
      endpoint: text(
        'must be a host such as "fsn1.your-objectstorage.com", without "https://"',
        isHostWithPort,
      ),
      region: regionName(),
      schedule: cron(5).default('0 */6 * * *'),
      /** Number of snapshots that are kept of each server, on it and in the bucket. */
      retention: z.int().min(1).max(1000).default(28),
    })
    .optional(),
  /** Reserved: people's access by their identity provider. */
  oidc: z.undefined({ error: 'is reserved; leave it out: people use the kubeconfig for now' }).optional(),
});
export type ClusterConfig = z.infer<typeof clusterSchema>;
