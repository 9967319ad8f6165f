import { databaseClusterOf } from '../naming.ts';
import type { Platform } from '../platform.ts';
import { databasesOf } from '../secrets/secret-labels.ts';

/** Instances of one PostgreSQL server, and the databases that they hold. */
export interface DatabaseCluster {
  readonly name: string;
  readonly databases: readonly string[];
}

/** The clusters of an environment: one per database, or one with all. */
export function databaseClusters({ catalogue, config }: Platform): readonly DatabaseCluster[] {
  const clusterOf = (database: string): string => databaseClusterOf(database, config.postgres.layout);
  const databases = databasesOf(catalogue);
  return [...new Set(databases.map(clusterOf))].map((name) => ({
    name,
    databases: databases.filter((database) => clusterOf(database) === name),
  }));
}
