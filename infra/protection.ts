import type { EnvironmentKind } from './catalogue/deployable.ts';

/** What holds data that exists nowhere else, or what such data lives on. */
const precious = new Set([
  'kubernetes:postgresql.cnpg.io/v1:Cluster',
  'kubernetes:postgresql.cnpg.io/v1:Database',
  'kubernetes:barmancloud.cnpg.io/v1:ObjectStore',
  'kubernetes:core/v1:Namespace', // takes all that is in it along
  // An operator; with its kinds go all objects of them.
  'kubernetes:helm.sh/v3:Release',
  'kubernetes:core/v1:PersistentVolumeClaim',
  'hcloud:index/server:Server',
  'hcloud:index/volume:Volume',
  'hcloud:index/network:Network',
  // Its address is in other people's DNS.
  'hcloud:index/loadBalancer:LoadBalancer',
]);

/**
 * Whether a resource can only be deleted after it was unprotected by hand: in production, what holds data or takes
 * it along.
 */
export const isProtected = (environment: EnvironmentKind, type: string): boolean =>
  environment === 'production' && precious.has(type);
