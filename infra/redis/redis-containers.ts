import { mebibytes } from '../catalogue/quantity.ts';
import type { IContainer } from 'kubernetes-models/v1';
import type { StackConfig } from '../config/config-schema.ts';
import { versions } from '../versions.ts';
import { exporterUser } from './acl-file.ts';
import { cachePorts } from './metadata.ts';
import { redisPaths } from './redis-conf.ts';
import { exporterAddress } from './redis-secrets.ts';

const securityContext: IContainer['securityContext'] = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ['ALL'] },
};

const storage = { requests: { 'ephemeral-storage': '16Mi' }, limits: { 'ephemeral-storage': '64Mi' } };

/** The cache itself. */
export const redisContainerOf = ({ images, redis }: StackConfig): IContainer => ({
  name: 'redis',
  image: images.redis ?? versions.images.redis,
  imagePullPolicy: 'IfNotPresent',
  command: ['redis-server', `${redisPaths.conf}/${redisPaths.confFile}`],
  ports: [{ name: 'redis', containerPort: cachePorts.redis, protocol: 'TCP' }],
  resources: {
    requests: { cpu: '50m', memory: mebibytes(redis.memoryMi), ...storage.requests },
    limits: { memory: mebibytes(redis.memoryMi), ...storage.limits },
  },
  securityContext,
  startupProbe: { tcpSocket: { port: 'redis' }, periodSeconds: 1, failureThreshold: 60 },
  livenessProbe: { exec: answers, periodSeconds: 10, timeoutSeconds: 3, failureThreshold: 3 },
  readinessProbe: { exec: answers, periodSeconds: 5, timeoutSeconds: 2, failureThreshold: 2 },
  volumeMounts: [
    { name: 'data', mountPath: redisPaths.data },
    { name: 'conf', mountPath: redisPaths.conf, readOnly: true },
    { name: 'acl', mountPath: redisPaths.acl, readOnly: true },
  ],
});

/**
 * Whether the server answers, without a password: who is not logged in is told so, and only by a server whose
 * loop turns. An open port says less, as the kernel accepts connections for a server that hangs.
 */
const answers = { command: ['sh', '-c', 'redis-cli ping 2>&1 | grep -q NOAUTH'] };

const health = { path: '/health', port: 'metrics' } as const;

/** The server's figures for Prometheus; it has a user of its own that sees no key. */
export const exporterContainerOf = ({ images }: StackConfig): IContainer => ({
  name: 'exporter',
  image: images.redisExporter ?? versions.images.redisExporter,
  imagePullPolicy: 'IfNotPresent',
  env: [
    { name: 'REDIS_ADDR', value: exporterAddress },
    // `-`: without the command CONFIG, which its user may not use.
    { name: 'REDIS_EXPORTER_CONFIG_COMMAND', value: '-' },
    { name: 'REDIS_PASSWORD_FILE', value: `${redisPaths.exporter}/${redisPaths.exporterFile}` },
    { name: 'REDIS_USER', value: exporterUser },
  ],
  ports: [{ name: 'metrics', containerPort: cachePorts.metrics, protocol: 'TCP' }],
  resources: {
    requests: { cpu: '10m', memory: '16Mi', ...storage.requests },
    limits: { memory: '64Mi', ...storage.limits },
  },
  securityContext,
  startupProbe: { tcpSocket: { port: 'metrics' }, periodSeconds: 1, failureThreshold: 60 },
  livenessProbe: { httpGet: health, periodSeconds: 10, timeoutSeconds: 3, failureThreshold: 3 },
  readinessProbe: { httpGet: health, periodSeconds: 5, timeoutSeconds: 2, failureThreshold: 2 },
  volumeMounts: [{ name: 'exporter', mountPath: redisPaths.exporter, readOnly: true }],
});
