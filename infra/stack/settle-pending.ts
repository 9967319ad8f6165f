import { z } from 'zod';
import { type Adopted, adoptedState } from './adopted-state.ts';
import { KubeReader } from './kube-reader.ts';
import { type Pending, pendingOperations } from './pending-operations.ts';
import { isRelease, type ReleaseState, releaseState } from './pending-release.ts';
import type { PulumiCli } from './pulumi-cli.ts';
import { Refusal } from './refusal.ts';

const metadataSchema = z.object({ name: z.string(), namespace: z.string().optional() });
const managedSchema = z.object({
  metadata: z.object({ managedFields: z.array(z.object({ manager: z.string() })).default([]) }),
});

/** By this name the provider makes an object; when it updates one, it adds letters of the resource. */
const providers = /^pulumi-kubernetes(-|$)/;

type State = Omit<Adopted, 'urn'> & Partial<ReleaseState>;

/** What was begun in the cluster. */
interface Found {
  readonly there: readonly Adopted[];
  /** Commands without which Helm would not start again. */
  readonly cures: readonly string[];
}

/**
 * Before an `up`: what a killed one had begun to make. An object or a release of the cluster that is there is taken
 * over, one that is not is forgotten, as is what can simply begin again. All else only the user can tell, and is
 * told: what is in the cluster too where that cannot be asked, and releases in the middle of which Helm was killed.
 * @returns the exit code; 0: `up` can go on
 */
export async function settlePending(cli: PulumiCli, stack: string): Promise<number> {
  const exported = await cli.run(['stack', 'export', '--show-secrets', '--stack', stack], { isQuiet: true });
  if (exported.code !== 0) return exported.code;
  const { begun, kubeconfig } = pendingOperations(exported.stdout);
  if (begun.length === 0) return 0;
  const unknown = begun.filter((resource) => !isInCluster(resource) && !canBegin(resource));
  if (unknown.length > 0) return tellUnknown(stack, unknown);
  const inCluster = begun.filter(isInCluster);
  const found = await lookUp(kubeconfig, inCluster).catch(reasonOf);
  if (typeof found === 'string') return tellUnknown(stack, inCluster, found);
  if (found.cures.length > 0) return tellCures(found.cures);
  console.log(
    `An earlier run was killed while it made ${begun.length} resources, of which ${found.there.length} are there.`,
  );
  return adopt(cli, stack, found.there);
}

async function adopt(cli: PulumiCli, stack: string, there: readonly Adopted[]): Promise<number> {
  const exported = await cli.run(['stack', 'export', '--stack', stack], { isQuiet: true });
  if (exported.code !== 0) return exported.code;
  const input = adoptedState(exported.stdout, there);
  const imported = await cli.run(['stack', 'import', '--stack', stack], { input, isQuiet: true });
  if (imported.code !== 0 || there.length === 0) return imported.code;
  const targets = there.flatMap(({ urn }) => ['--target', urn]);
  const unasked = ['--yes', '--skip-preview', '--non-interactive'];
  const { code } = await cli.run(['refresh', '--stack', stack, ...unasked, ...targets]);
  if (code !== 0)
    console.error(`They are not read yet: run "npm run stack -- refresh ${stack}" before the next "up".`);
  return code;
}

const isObject = ({ inputs, type }: Pending): boolean =>
  type.startsWith('kubernetes:') && metadataSchema.safeParse(inputs?.['metadata']).success;

const isInCluster = (resource: Pending): boolean => isObject(resource) || isRelease(resource);

/** A script can run again; boxes and providers are in the state only. */
const canBegin = ({ type }: Pending): boolean => /^(command|goalixa|pulumi):/.test(type);

async function lookUp(kubeconfig: string | undefined, begun: readonly Pending[]): Promise<Found> {
  if (begun.length === 0) return { there: [], cures: [] };
  if (kubeconfig === undefined) throw new Refusal('The state holds no kubeconfig.');
  const reader = new KubeReader(kubeconfig);
  const there: Adopted[] = [];
  const cures: string[] = [];
  for (const resource of begun) {
    const state: Promise<State | undefined> = isRelease(resource)
      ? releaseState(reader, resource)
      : objectState(reader, resource);
    const found = await state;
    if (found?.cure !== undefined) cures.push(found.cure);
    else if (found) there.push({ urn: resource.urn, ...found });
  }
  return { there, cures };
}

/** `undefined` where the object is not there, or is somebody else's: a later `destroy` would take it away. */
async function objectState(reader: KubeReader, { inputs }: Pending): Promise<State | undefined> {
  const { name, namespace } = metadataSchema.parse(inputs?.['metadata']);
  const [apiVersion, kind] = [String(inputs?.['apiVersion']), String(inputs?.['kind'])];
  const object = await reader.object(apiVersion, kind, name, namespace);
  if (object === null) return undefined;
  const { managedFields } = managedSchema.parse(object).metadata;
  if (!managedFields.some(({ manager }) => providers.test(manager))) return undefined;
  const id = namespace === undefined ? name : `${namespace}/${name}`;
  return { id };
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
      'Look for them at their provider, and delete what is there: it was never finished, and nothing uses it yet.',
      `Then "pulumi refresh --stack ${stack} --clear-pending-creates --non-interactive --yes" forgets them, and`,
      '"up" goes on.',
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
