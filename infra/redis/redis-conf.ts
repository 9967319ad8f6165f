/** Where the pod's containers find their files. */
export const redisPaths = {
  conf: '/etc/redis',
  confFile: 'redis.conf',
  /** The only folder of the server that can be written to; nothing is kept in it. */
  data: '/data',
  acl: '/run/secrets/acl',
  aclFile: 'users.acl',
  exporter: '/run/secrets/exporter',
  exporterFile: 'passwords.json',
} as const;

const dataShare = 0.75;

/**
 * The server's configuration: a cache, so nothing is written to disk and the least recently used goes first.
 * @param memoryMi limit of the container; a quarter of it is left for buffers and fragmentation
 */
export function redisConfOf(memoryMi: number): string {
  const settings: Readonly<Record<string, string>> = {
    // All addresses of the pod; who may come is the network policy's and the ACL file's business.
    bind: '* -::*',
    'protected-mode': 'no',
    port: '6379',
    dir: redisPaths.data,
    save: '""',
    appendonly: 'no',
    maxmemory: `${Math.floor(memoryMi * dataShare)}mb`,
    'maxmemory-policy': 'allkeys-lru',
    maxclients: '1000',
    'tcp-keepalive': '60',
    aclfile: `${redisPaths.acl}/${redisPaths.aclFile}`,
  };
  return Object.entries(settings)
    .map(([name, value]) => `${name} ${value}\n`)
    .join('');
}
