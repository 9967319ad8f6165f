import { createHash } from 'node:crypto';
import type { IPodTemplateSpec, IVolume } from 'kubernetes-models/v1';
import { labelsOf } from '../naming.ts';
import type { Platform } from '../platform.ts';
import { aclStateOf } from './acl-file.ts';
import { cacheName } from './metadata.ts';
import { redisConfOf, redisPaths } from './redis-conf.ts';
import { exporterContainerOf, redisContainerOf } from './redis-containers.ts';
import { redisSecretNames } from './redis-secrets.ts';

// User and group `redis` of the image; the exporter is one static file and runs as anybody.
const user = { runAsUser: 999, runAsGroup: 1000, fsGroup: 1000 } as const;

/** A pod that the Pod Security level `restricted` admits and that runs with a read-only root. */
export function redisPodOf({ config, secrets }: Platform): IPodTemplateSpec {
  return {
    metadata: {
      labels: labelsOf(cacheName),
      // Redis reads both files only when it starts. The first names generations, never a hash.
      annotations: {
        'goalixa/acl': aclStateOf(secrets),
        'checksum/conf': createHash('sha256').update(redisConfOf(config.redis.memoryMi)).digest('hex'),
      },
    },
    spec: {
      serviceAccountName: cacheName,
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      terminationGracePeriodSeconds: 10,
      securityContext: { ...user, runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
      containers: [redisContainerOf(config), exporterContainerOf(config)],
      volumes,
    },
  };
}

const secretVolume = (name: keyof typeof redisSecretNames): IVolume => ({
  name,
  secret: { secretName: redisSecretNames[name], defaultMode: 0o440 },
});

const volumes: IVolume[] = [
  { name: 'data', emptyDir: { sizeLimit: '16Mi' } },
  {
    name: 'conf',
    configMap: { name: cacheName, items: [{ key: redisPaths.confFile, path: redisPaths.confFile }] },
  },
  secretVolume('acl'),
  secretVolume('exporter'),
];
