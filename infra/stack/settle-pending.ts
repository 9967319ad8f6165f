import { z } from 'zod';
import { KubeReader } from './kube-reader.ts';
import { type Pending, pendingOperations } from './pending-operations.ts';
import type { PulumiCli } from './pulumi-cli.ts';
import { Refusal } from './refusal.ts';

const metadataSchema = z.object({ name: z.string(), namespace: z.string().optional() });

/**
 * Before an `up`: what a killed one had begun to make. An object of the cluster that is there is taken over, one
 * that is not is forgotten, as is a script, which can run again. All else only the user can tell, and is told:
 * objects too where the cluster cannot be asked.
 * @returns the exit code; 0: `up` can go on
 */
export async function settlePending(cli: PulumiCli, stack: string): Promise<number> {
  const exported = await cli.run(['stack', 'export', '--show-secrets', '--stack', stack], { isQuiet: true });
  if (exported.code !== 0) return exported.code;
  const { begun, kubeconfig } = pendingOperations(exported.stdout);
  if (begun.length === 0) return 0;
  const unknown = begun.filter((resource) => !isObject(resource) && !isScript(resource));
  if (unknown.length > 0) return tellUnknown(stack, unknown);
  const objects = begun.filter(isObject);
  const there = await presentOf(kubeconfig, objects).catch(reasonOf);
  if (typeof there === 'string') return tellUnknown(stack, objects, there);
  console.log(
    `An earlier run was killed while it made ${begun.length} resources, of which ${there.length} are there.`,
  );
  const imports = there.flatMap((pair) => pair.flatMap((part) => ['--import-pending-creates', part]));
  // On a terminal it would ask about each before it clears them, whatever "--yes" says.
  const unasked = ['--yes', '--skip-preview', '--non-interactive'];
  const args = ['refresh', '--stack', stack, ...unasked, '--clear-pending-creates', ...imports];
  return (await cli.run(args)).code;
}

const isObject = ({ inputs, type }: Pending): boolean =>
  type.startsWith('kubernetes:') && metadataSchema.safeParse(inputs?.['metadata']).success;

const isScript = ({ type }: Pending): boolean => type.startsWith('command:');

/** URN and id, `<namespace>/<name>`, of the objects that are in the cluster. */
async function presentOf(
  kubeconfig: string | undefined,
  begun: readonly Pending[],
): Promise<[urn: string, id: string][]> {
  if (begun.length === 0) return [];
  if (kubeconfig === undefined) throw new Refusal('The state holds no kubeconfig.');
  const reader = new KubeReader(kubeconfig);
  const present: [string, string][] = [];
  for (const { inputs, urn } of begun) {
    const { name, namespace } = metadataSchema.parse(inputs?.['metadata']);
    const [apiVersion, kind] = [String(inputs?.['apiVersion']), String(inputs?.['kind'])];
    if ((await reader.object(apiVersion, kind, name, namespace)) === null) continue;
    present.push([urn, namespace === undefined ? name : `${namespace}/${name}`]);
  }
  return present;
}

function reasonOf(error: unknown): string {
  if (error instanceof Refusal) return error.message;
  throw error;
}

function tellUnknown(stack: string, unknown: readonly Pending[], reason?: string): 1 {
  console.error(
    [
      ...(reason === undefined ? [] : [reason]),
      'An earlier run was killed while it made these; whether they are there only you can tell:',
      ...unknown.map(({ urn }) => `  ${urn}`),
      `Look for them at their provider, then run "pulumi refresh --stack ${stack}" on a terminal: it asks for the`,
      'id of each (of an object in the cluster: <namespace>/<name>), or forgets it. Then "up" goes on.',
    ].join('\n'),
  );
  return 1;
}
