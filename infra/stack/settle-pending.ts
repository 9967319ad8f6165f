import { z } from 'zod';
import { KubeReader } from './kube-reader.ts';
import { type Pending, pendingOperations } from './pending-operations.ts';
import { isRelease, type ReleaseState, releaseState } from './pending-release.ts';
import type { PulumiCli } from './pulumi-cli.ts';
import { Refusal } from './refusal.ts';

const metadataSchema = z.object({ name: z.string(), namespace: z.string().optional() });

/** What was begun in the cluster. */
interface Found {
  /** URN and id, `<namespace>/<name>`, of what is there. */
  readonly there: readonly (readonly [urn: string, id: string])[];
  /** Commands without which Helm would not start again. */
  readonly cures: readonly string[];
}

/**
 * Before an `up`: what a killed one had begun to make. An object or a release of the cluster that is there is taken
 * over, one that is not is forgotten, as is a script, which can run again. All else only the user can tell, and is
 * told: what is in the cluster too where that cannot be asked, and releases in the middle of which Helm was killed.
 * @returns the exit code; 0: `up` can go on
 */
export async function settlePending(cli: PulumiCli, stack: string): Promise<number> {
  const exported = await cli.run(['stack', 'export', '--show-secrets', '--stack', stack], { isQuiet: true });
  if (exported.code !== 0) return exported.code;
  const { begun, kubeconfig } = pendingOperations(exported.stdout);
  if (begun.length === 0) return 0;
  const unknown = begun.filter((resource) => !isInCluster(resource) && !isScript(resource));
  if (unknown.length > 0) return tellUnknown(stack, unknown);
  const inCluster = begun.filter(isInCluster);
  const found = await lookUp(kubeconfig, inCluster).catch(reasonOf);
  if (typeof found === 'string') return tellUnknown(stack, inCluster, found);
  if (found.cures.length > 0) return tellCures(found.cures);
  console.log(
    `An earlier run was killed while it made ${begun.length} resources, of which ${found.there.length} are there.`,
  );
  const imports = found.there.flatMap((pair) => pair.flatMap((part) => ['--import-pending-creates', part]));
  // On a terminal it would ask about each before it clears them, whatever "--yes" says.
  const unasked = ['--yes', '--skip-preview', '--non-interactive'];
  const args = ['refresh', '--stack', stack, ...unasked, '--clear-pending-creates', ...imports];
  return (await cli.run(args)).code;
}

const isObject = ({ inputs, type }: Pending): boolean =>
  type.startsWith('kubernetes:') && metadataSchema.safeParse(inputs?.['metadata']).success;

const isInCluster = (resource: Pending): boolean => isObject(resource) || isRelease(resource);

const isScript = ({ type }: Pending): boolean => type.startsWith('command:');

async function lookUp(kubeconfig: string | undefined, begun: readonly Pending[]): Promise<Found> {
  if (begun.length === 0) return { there: [], cures: [] };
  if (kubeconfig === undefined) throw new Refusal('The state holds no kubeconfig.');
  const reader = new KubeReader(kubeconfig);
  const there: [string, string][] = [];
  const cures: string[] = [];
  for (const resource of begun) {
    const state = isRelease(resource) ? releaseState(reader, resource) : objectState(reader, resource);
    const { cure, id } = (await state) ?? {};
    if (cure !== undefined) cures.push(cure);
    else if (id !== undefined) there.push([resource.urn, id]);
  }
  return { there, cures };
}

/** `undefined` where the object is not there. */
async function objectState(reader: KubeReader, { inputs }: Pending): Promise<ReleaseState | undefined> {
  const { name, namespace } = metadataSchema.parse(inputs?.['metadata']);
  const [apiVersion, kind] = [String(inputs?.['apiVersion']), String(inputs?.['kind'])];
  if ((await reader.object(apiVersion, kind, name, namespace)) === null) return undefined;
  return { id: namespace === undefined ? name : `${namespace}/${name}`, cure: undefined };
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

/** Not done from here: another run may be in the middle of it, which its lock would tell only later. */
function tellCures(cures: readonly string[]): 1 {
  console.error(
    [
      'An earlier run was killed while Helm installed something, and Helm waits for that to end. Take its record away:',
      ...cures.map((cure) => `  ${cure}`),
      'Do so when no other run is at work, then run this command again: Helm takes over what it has made already.',
    ].join('\n'),
  );
  return 1;
}
