import type { ApiObject } from '../api-object.ts';
import type { Platform } from '../platform.ts';
import { databaseRoles } from './database-roles.ts';
import { type Login, objectNameOf } from './login-objects.ts';
import { metadataOf } from './metadata.ts';
import { reclaimPolicy } from './reclaim-policy.ts';

/** The two roles of a database: they own it or use it, and cannot log in. */
export const roleObjects = (platform: Platform, cluster: string, database: string): readonly ApiObject[] => {
  const { app, owner } = databaseRoles(database);
  return [owner, app].map((name) => databaseRole(platform, cluster, { name, login: false }));
};

/**
 * A login, member of its role. It inherits nothing: the client takes the role when it connects (kit's
 * `roleOption`), since CloudNativePG has no field for a role's settings; one that forgets can do nothing.
 */
export const loginObject = (platform: Platform, cluster: string, { name, role }: Login): ApiObject =>
  databaseRole(platform, cluster, {
    name,
    login: true,
    inherit: false,
    inRoles: [role],
    passwordSecret: { name: objectNameOf(name) },
  });

/** What is not said is false: superuser, createdb, createrole, replication, bypassrls. */
const databaseRole = (
  { environment }: Platform,
  cluster: string,
  role: Readonly<Record<string, unknown>> & { readonly name: string },
) => ({
  apiVersion: 'postgresql.cnpg.io/v1',
  kind: 'DatabaseRole',
  metadata: metadataOf(environment, objectNameOf(role.name)),
  spec: {
    cluster: { name: cluster },
    ...role,
    databaseRoleReclaimPolicy: reclaimPolicy(environment.name),
  },
});
