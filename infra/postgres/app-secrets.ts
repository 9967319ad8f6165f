import type { ApiObject } from '../api-object.ts';
import type { Deployable } from '../catalogue/deployable.ts';
import { labelsOf, migrationSecretNameOf, secretNameOf } from '../naming.ts';
import type { Platform } from '../platform.ts';
import { migrates } from '../workloads/migration-job.ts';
import { activeLogin, type Login } from './login-objects.ts';

/**
 * What an entry's pods and its migration log in with: the active login of the role that each of them takes. Keys
 * are the names of the entry's files.
 */
export const appSecrets = (platform: Platform): readonly ApiObject[] =>
  platform.catalogue.flatMap((app) => {
    const database = app.uses.databases[0]?.name;
    if (database === undefined) return [];
    const own = secretOf(
      platform,
      app,
      secretNameOf(app, 'database'),
      activeLogin(platform, database, 'app'),
    );
    if (!migrates(app)) return [own];
    const owner = activeLogin(platform, database, 'owner');
    return [own, secretOf(platform, app, migrationSecretNameOf(app), owner)];
  });

function secretOf({ environment }: Platform, app: Deployable, name: string, login: Login): ApiObject {
  const files = app.secrets
    .filter(({ provider }) => provider === 'database')
    .map((file) => [file.name, file.kind === 'login' ? login.name : login.password] as const);
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name, namespace: environment.namespace, labels: labelsOf(app.name) },
    type: 'Opaque',
    stringData: Object.fromEntries(files),
  } as ApiObject;
}
