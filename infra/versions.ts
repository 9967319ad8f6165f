/** What runs besides our own images: pinned here and nowhere else. */
export const versions = {
  kubernetes: '1.36',
  k3s: 'v1.36.4+k3s1',
  /** Of the chart whose objects `cluster/cloud-controller.ts` has, and of the image. */
  hcloudCloudController: '1.25.1',
  /** Of machines that are made; those that are there keep theirs. */
  machineImage: 'debian-13',
  /** The operator's image: a patch above the one that its chart brings. */
  cloudnativePg: '1.30.1',
  charts: {
    ...{ barmanCloudPlugin: '0.7.0', cloudnativePg: '0.29.0', argocd: '10.7.0' },
    ...{ certManager: 'v1.21.1', nginxIngress: '2.6.4' },
  },
  images: {
    postgres: 'ghcr.io/cloudnative-pg/postgresql:16.14-standard-trixie',
    redis: 'redis:7.2.12-alpine',
    redisExporter: 'oliver006/redis_exporter:v1.80.1-alpine',
  },
} as const;
