import type { ApiObject } from '../api-object.ts';
import type { Deployable } from '../catalogue/deployable.ts';
import { secretNameOf } from '../naming.ts';
import type { Platform } from '../platform.ts';
import { ownLabels } from '../secrets/secret-labels.ts';
import type { SecretValue } from '../secrets/secret-value.ts';
import { aclFileOf, exporterUser } from './acl-file.ts';
import { cacheName, cachePorts, metadataOf } from './metadata.ts';
import { redisPaths } from './redis-conf.ts';

/** Names of the two Secrets that only the cache's own pod mounts. */
export const redisSecretNames = { acl: 'redis-acl', exporter: 'redis-exporter' } as const;

/** As the exporter looks its password up: by this address, with the user in it. */
export const exporterAddress = `redis://localhost:${cachePorts.redis}`;

/** All Secrets of the cache: hashes for the server, a password for each who logs in. */
export function redisSecrets({ catalogue, environment, secrets }: Platform): readonly ApiObject[] {
  const { namespace } = environment;
  const secretOf = (name: string, stringData: Readonly<Record<string, SecretValue>>) => ({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: metadataOf(namespace, name),
    type: 'Opaque',
    stringData,
  });
  const password = secrets.current(ownLabels.redisApp);
  return [
    secretOf(redisSecretNames.acl, { [redisPaths.aclFile]: aclFileOf(secrets) }),
    secretOf(redisSecretNames.exporter, {
      [redisPaths.exporterFile]: secrets.current(ownLabels.redisExporter).map(passwordFileOf),
    }),
    ...usersOfCache(catalogue).map((app) => ({
      ...secretOf(
        secretNameOf(app, 'cache'),
        Object.fromEntries(cacheSecretsOf(app).map(({ name }) => [name, password])),
      ),
    })),
  ];
}

/** The entries that call the cache. */
export const usersOfCache = (catalogue: Platform['catalogue']): readonly Deployable[] =>
  catalogue.filter(({ uses }) => uses.caches.some(({ name }) => name === cacheName));

const cacheSecretsOf = ({ secrets }: Deployable): Deployable['secrets'] =>
  secrets.filter(({ provider }) => provider === 'cache');

const passwordFileOf = (password: string): string =>
  JSON.stringify({ [exporterAddress.replace('//', `//${exporterUser}@`)]: password });
