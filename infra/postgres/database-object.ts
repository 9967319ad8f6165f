import type { IDatabase } from '@kubernetes-models/cloudnative-pg/postgresql.cnpg.io/v1/Database';
import type { Platform } from '../platform.ts';
import { databaseRoles } from './database-roles.ts';
import { metadataOf } from './metadata.ts';
import { reclaimPolicy } from './reclaim-policy.ts';

/** A database, made as the twin makes it; it and its schema belong to the owner's role. */
export function databaseObject({ environment }: Platform, cluster: string, database: string): IDatabase {
  const { owner } = databaseRoles(database);
  return {
    apiVersion: 'postgresql.cnpg.io/v1',
    kind: 'Database',
    metadata: metadataOf(environment, database),
    spec: {
      cluster: { name: cluster },
      name: database,
      owner,
      template: 'template0',
      encoding: 'UTF8',
      locale: 'C',
      schemas: [{ name: 'public', owner }],
      databaseReclaimPolicy: reclaimPolicy(environment.name),
    },
  };
}
