import { until } from '../../services/kit/src/testing/until.ts';
import type { ApiClient } from './api-client.ts';
import { crdFiles } from './crd-files.ts';

const servedLimitMs = 60_000;
const path = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';

/** Installs the definitions of all operators and waits until they are established: their kinds are served. */
export async function installCrds(client: ApiClient): Promise<void> {
  const files = await crdFiles();
  await Promise.all(
    files.map(async ({ name, yaml }) => {
      const url = `${path}/${name}?fieldManager=operators&force=true`;
      const { body, status } = await client.send('PATCH', url, yaml, 'application/apply-patch+yaml');
      if (status >= 300) throw new Error(`${name}: ${body.message}`);
    }),
  );
  const isDone = async (): Promise<boolean> => {
    const served = await servedNames(client);
    return files.every(({ name }) => served.has(name));
  };
  await until(isDone, servedLimitMs, 'all kinds of the operators are served');
}

interface Discovery {
  readonly items: readonly {
    readonly metadata: { readonly name: string };
    readonly versions: readonly { readonly resources?: readonly { readonly resource: string }[] }[];
  }[];
}

/** All kinds as `<plural>.<group>`, in one answer. */
async function servedNames(client: ApiClient): Promise<ReadonlySet<string>> {
  const accept = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList';
  const { body } = await client.send('GET', '/apis', undefined, undefined, { accept });
  const { items } = body as unknown as Discovery;
  return new Set(
    items.flatMap(({ metadata, versions }) =>
      versions.flatMap(({ resources = [] }) =>
        resources.map(({ resource }) => `${resource}.${metadata.name}`),
      ),
    ),
  );
}
