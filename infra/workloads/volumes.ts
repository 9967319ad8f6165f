import type { IVolume, IVolumeMount } from 'kubernetes-models/v1';
import type { Deployable } from '../catalogue/deployable.ts';
import { secretsOf, watches } from '../catalogue/variables-of.ts';
import type { Environment } from '../environment.ts';
import { containerPaths, secretNameOf } from '../naming.ts';
import { catalogueMapName } from './config-map.ts';

/** A volume and where the container sees it. */
interface Mounted {
  readonly volume: IVolume;
  readonly mount: IVolumeMount;
}

/** What the container finds in its file system besides the image; only `/tmp` is writable. */
export function volumesOf(app: Deployable, env: Environment): readonly Mounted[] {
  return [
    {
      volume: { name: 'tmp', emptyDir: { sizeLimit: '32Mi' } },
      mount: { name: 'tmp', mountPath: '/tmp' },
    },
    ...secretFiles(app, env),
    ...catalogueFile(app),
  ];
}

/** The Secrets are only named here: Pulumi makes them, in another stack's turn. */
function secretFiles(app: Deployable, env: Environment): Mounted[] {
  const present = secretsOf(app, env.redis);
  const providers = [...new Set(present.map(({ provider }) => provider))].sort();
  if (providers.length === 0) return [];
  const sources = providers.map((provider) => ({
    secret: {
      name: secretNameOf(app, provider),
      items: present
        .filter((secret) => secret.provider === provider)
        .map(({ name }) => ({ key: name, path: name })),
    },
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
