import type { Deployable } from '../catalogue/deployable.ts';
import type { Placement } from '../catalogue/variables-of.ts';
import type { Environment } from '../environment.ts';
import { cacheUser, containerPaths, databaseClusterOf } from '../naming.ts';

/** Base URL of a deployable's Service, as other pods of the namespace reach it. */
export const serviceUrlOf = (name: string): string => `http://${name}`;

/** Where a cluster puts what the variables name. */
export function clusterPlacement(env: Environment): Placement {
  return {
    port: portOf,
    host: '0.0.0.0',
    publicUrl: env.publicUrl,
    logLevel: env.logLevel,
    databaseHost: (database) => `${databaseClusterOf(database, env.postgres)}-rw`,
    databasePort: () => 5432,
    databaseName: (database) => database,
    serviceUrl: serviceUrlOf,
    cacheUrl: (cache) => (env.redis ? `redis://${cacheUser}@${cache}:6379` : undefined),
    secretFile: (_app, secret) => `${containerPaths.secrets}/${secret}`,
    catalogueFile: `${containerPaths.catalogue}/${containerPaths.catalogueFile}`,
  };
}

/** The number of port `http`; a job without ports still gets the usual one. */
export const portOf = (app: Deployable): number =>
  app.ports.find(({ name }) => name === 'http')?.port ?? 8080;
