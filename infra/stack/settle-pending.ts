import { z } from 'zod';
import { KubeReader } from './kube-reader.ts';
import { type Pending, pendingOperations } from './pending-operations.ts';
import type { PulumiCli } from './pulumi-cli.ts';

const metadataSchema = z.object({ name: z.string(), namespace: z.string().optional() });

/**
 * Before an `up`: what a killed one had begun to make. An object of the cluster that is there is taken over, one
 * that is not is forgotten, as is a script, which can run again. All else only the user can tell, and is told.
 * @returns whether `up` can go on
 */
export async function settlePending(cli: PulumiCli, stack: string): Promise<boolean> {
  const exported = await cli.run(['stack', 'export', '--show-secrets', '--stack', stack], { isQuiet: true });
  if (exported.code !== 0) return false;
  const { begun, kubeconfig } = pendingOperations(exported.stdout);
  if (begun.length === 0) return true;
  const unknown = begun.filter((resource) => !isObject(resource) && !isScript(resource));
  if (unknown.length > 0) return tellUnknown(unknown);
  const there =
    kubeconfig === undefined ? [] : await presentOf(new KubeReader(kubeconfig), begun.filter(isObject));
  console.log(
    `An earlier run was killed while it made ${begun.length} resources, of which ${there.length} are there.`,
  );
  const imports = there.flatMap((pair) => pair.flatMap((part) => ['--import-pending-creates', part]));
  const args = [
    'refresh',
    '--stack',
    stack,
    '--yes',
    '--skip-preview',
    '--clear-pending-creates',
    ...imports,
  ];
  return (await cli.run(args)).code === 0;
}

const isObject = ({ inputs, type }: Pending): boolean =>
  type.startsWith('kubernetes:') && metadataSchema.safeParse(inputs?.['metadata']).success;

const isScript = ({ type }: Pending): boolean => type.startsWith('command:');

/** URN and id, `<namespace>/<name>`, of the objects that are in the cluster. */
async function presentOf(
  reader: KubeReader,
  begun: readonly Pending[],
): Promise<[urn: string, id: string][]> {
  const present: [string, string][] = [];
  for (const { inputs, urn } of begun) {
    const { name, namespace } = metadataSchema.parse(inputs?.['metadata']);
    const [apiVersion, kind] = [String(inputs?.['apiVersion']), String(inputs?.['kind'])];
    if ((await reader.object(apiVersion, kind, name, namespace)) === null) continue;
    present.push([urn, namespace === undefined ? name : `${namespace}/${name}`]);
  }
  return present;
}

function tellUnknown(unknown: readonly Pending[]): false {
  console.error(
    [
      'An earlier run was killed while it made these; whether they are there only you can tell:',
      ...unknown.map(({ urn }) => `  ${urn}`),
      'Look for them at their provider, then run "pulumi refresh": it asks for the id of each, or forgets it.',
    ].join('\n'),
  );
  return false;
}
