import type { ApiObject } from '../api-object.ts';
import type { Platform } from '../platform.ts';
import { appSecrets } from './app-secrets.ts';
import { backupStore, scheduledBackups } from './backup-objects.ts';
import { clusterObject } from './cluster-object.ts';
import { databaseClusters } from './database-clusters.ts';
import { databaseObject } from './database-object.ts';
import { databasePolicies } from './database-policies.ts';
import { loginObject, roleObjects } from './database-role.ts';
import { loginSecret, loginsOf } from './login-objects.ts';
import { podMonitors } from './pod-monitor.ts';

/**
 * All objects of an environment's databases, in the order in which they come to be: each stage needs the ones
 * before it, and is deleted before them.
 */
export function postgresStages(platform: Platform): readonly (readonly ApiObject[])[] {
  const clusters = databaseClusters(platform);
  const databases = clusters.flatMap(({ databases: names, name }) =>
    names.map((database) => ({ cluster: name, database, logins: loginsOf(platform, database) })),
  );
  return [
    [
      ...databases.flatMap(({ logins }) => logins.map((login) => loginSecret(platform, login))),
      ...backupStore(platform),
      ...clusters.flatMap((cluster) => databasePolicies(platform, cluster)),
      ...podMonitors(platform, clusters),
    ],
    clusters.map((cluster) => clusterObject(platform, cluster)),
    databases.flatMap(({ cluster, database }) => roleObjects(platform, cluster, database)),
    databases.flatMap(({ cluster, logins }) => logins.map((login) => loginObject(platform, cluster, login))),
    databases.map(({ cluster, database }) => databaseObject(platform, cluster, database)),
    scheduledBackups(platform, clusters),
    // Last: where there is no database yet, whoever waits for this Secret does not start in vain.
    appSecrets(platform),
  ];
}
