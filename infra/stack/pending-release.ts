import { z } from 'zod';
import type { KubeReader } from './kube-reader.ts';
import type { Pending } from './pending-operations.ts';

const inputsSchema = z.object({ name: z.string(), namespace: z.string() });
const recordSchema = z.object({ metadata: z.object({ labels: z.object({ status: z.string() }) }) });

/** From these Helm goes on by an upgrade; a first revision is superseded by a later one. */
const usable: readonly string[] = ['deployed', 'failed', 'superseded'];

/** What became of a release. */
export interface ReleaseState {
  /** `<namespace>/<name>`, by which the provider imports it. */
  readonly id: string;
  /** Absent: Helm goes on with it. Else it was cut off, and this takes its record away, so that it starts again. */
  readonly cure: string | undefined;
}

export const isRelease = ({ inputs, type }: Pending): boolean =>
  type === 'kubernetes:helm.sh/v3:Release' && inputsSchema.safeParse(inputs).success;

/**
 * What Helm has noted of a release that was begun; `undefined` where it did not come to that.
 * @param release one that `isRelease`
 */
export async function releaseState(reader: KubeReader, release: Pending): Promise<ReleaseState | undefined> {
  const { name, namespace } = inputsSchema.parse(release.inputs);
  const secret = `sh.helm.release.v1.${name}.v1`;
  const found = await reader.object('v1', 'Secret', secret, namespace);
  if (found === null) return undefined;
  const { status } = recordSchema.safeParse(found).data?.metadata.labels ?? {};
  const isUsable = status !== undefined && usable.includes(status);
  const cure = isUsable ? undefined : `kubectl -n ${namespace} delete secret ${secret}`;
  return { id: `${namespace}/${name}`, cure };
}
