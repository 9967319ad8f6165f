import { labelsOf } from '../naming.ts';

/** Name of the cache in the catalogue, and of its Service, pods and most objects. */
export const cacheName = 'redis';

/** Port that answers, and the exporter's. */
export const cachePorts = { redis: 6379, metrics: 9121 } as const;

/** Name, namespace and labels of an object of the cache. */
export const metadataOf = (namespace: string, name: string = cacheName) => ({
  name,
  namespace,
  labels: labelsOf(cacheName),
});
