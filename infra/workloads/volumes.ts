import type { IVolume, IVolumeMount } from 'kubernetes-models/v1';
import type { Deployable } from '../catalogue/deployable.ts';
import { secretsOf, watches } from '../catalogue/variables-of.ts';
import type { Environment } from '../environment.ts';
import { containerPaths, migrationSecretNameOf, secretNameOf } from '../naming.ts';
import { catalogueMapName } from './config-map.ts';

/** A volume and where the container sees it. */
export interface Mounted {
  readonly volume: IVolume;
  readonly mount: IVolumeMount;
}

/** A Secret and the files that it becomes. */
interface SecretFiles {
  readonly secret: string;
  readonly files: readonly string[];
}

/** What the container finds in its file system besides the image; only `/tmp` is writable. */
export function volumesOf(app: Deployable, env: Environment): readonly Mounted[] {
  const present = secretsOf(app, env.redis);
  const providers = [...new Set(present.map(({ provider }) => provider))].sort();
  const secrets = providers.map((provider) => ({
    secret: secretNameOf(app, provider),
    files: present.filter((secret) => secret.provider === provider).map(({ name }) => name),
  }));
  return [temporary, ...secretFiles(secrets), ...catalogueFile(app)];
}

/** What a migration finds: the login of the database's owner, where the service finds its own. */
export function migrationVolumesOf(app: Deployable): readonly Mounted[] {
  const files = app.secrets.filter(({ provider }) => provider === 'database').map(({ name }) => name);
  return [temporary, ...secretFiles([{ secret: migrationSecretNameOf(app), files }])];
}

const temporary: Mounted = {
  volume: { name: 'tmp', emptyDir: { sizeLimit: '32Mi' } },
  mount: { name: 'tmp', mountPath: '/tmp' },
};

/** The Secrets are only named here: Pulumi makes them, in another stack's turn. */
function secretFiles(secrets: readonly SecretFiles[]): Mounted[] {
  if (secrets.length === 0) return [];
  const sources = secrets.map(({ files, secret }) => ({
    secret: { name: secret, items: files.map((name) => ({ key: name, path: name })) },
  }));
  return [
    {
      // Readable by the pod's group alone.
      volume: { name: 'secrets', projected: { defaultMode: 0o440, sources } },
      mount: { name: 'secrets', mountPath: containerPaths.secrets, readOnly: true },
    },
  ];
}

const catalogueFile = (app: Deployable): Mounted[] =>
  watches(app)
    ? [
        {
          volume: { name: 'catalogue', configMap: { name: catalogueMapName(app) } },
          mount: { name: 'catalogue', mountPath: containerPaths.catalogue, readOnly: true },
        },
      ]
    : [];
