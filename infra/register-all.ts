import * as pulumi from '@pulumi/pulumi';
import type { ApiObject } from './api-object.ts';
import type { Box } from './box.ts';
import type { Cluster } from './cluster/cluster.ts';
import { isProtected } from './protection.ts';
import { SecretValue } from './secrets/secret-value.ts';
import { waitForOf } from './wait-for.ts';

/** Resources that must be there before others. */
export type Before = readonly pulumi.Resource[];

/**
 * Registers plain objects as children of a box, by name `<box>-<kind>-<namespace>-<name>`, each with the
 * cluster's provider: without one it would go to whatever cluster is at hand. Secret values become secrets.
 * @param before all of the objects wait for these
 */
export function registerAll(
  box: Box,
  objects: readonly ApiObject[],
  cluster: Cluster,
  before: Before = [],
): KubernetesObject[] {
  return objects.map((object) => register(box, object, cluster, before));
}

/** Registers stage after stage: every object of a stage waits for all of the stages before it. */
export function registerInOrder(
  box: Box,
  stages: readonly (readonly ApiObject[])[],
  cluster: Cluster,
  before: Before = [],
): KubernetesObject[] {
  return stages.reduce<KubernetesObject[]>(
    (earlier, stage) => [...earlier, ...registerAll(box, stage, cluster, [...before, ...earlier])],
    [],
  );
}

function register(box: Box, object: ApiObject, cluster: Cluster, before: Before): KubernetesObject {
  const { name = '', namespace = '' } = object.metadata ?? {};
  const type = typeOf(object);
  const { config } = cluster;
  const ownName = box.childName(...[object.kind, namespace, name].filter((part) => part !== ''));
  return new KubernetesObject(
    type,
    ownName,
    inputsOf(annotated(object, waitForOf(object, config.cluster.await)), cluster),
    {
      parent: box,
      provider: cluster.provider,
      dependsOn: [...before],
      protect: isProtected(config.environment, type),
      ...(object.kind === 'Secret' ? { additionalSecretOutputs: ['data', 'stringData'] } : {}),
    },
  );
}

/** Any object of a cluster, registered by its type token with all of its fields as inputs. */
export class KubernetesObject extends pulumi.CustomResource {}

/** The provider's type token: `kubernetes:apps/v1:Deployment`; objects of the core group are `core/v1`. */
export const typeOf = ({ apiVersion, kind }: ApiObject): string =>
  `kubernetes:${apiVersion.includes('/') ? apiVersion : `core/${apiVersion}`}:${kind}`;

function annotated(object: ApiObject, annotations: Readonly<Record<string, string>>): ApiObject {
  if (Object.keys(annotations).length === 0) return object;
  const own = object.metadata && 'annotations' in object.metadata ? object.metadata.annotations : {};
  return {
    ...object,
    metadata: { ...object.metadata, annotations: { ...(own as object), ...annotations } },
  } as ApiObject;
}

/** The object's fields; of a Secret, what it holds is secret as a whole. */
function inputsOf(object: ApiObject, cluster: Cluster): pulumi.Inputs {
  const inputs = revealed({ ...object }, cluster) as pulumi.Inputs;
  if (object.kind !== 'Secret') return inputs;
  const held = ['data', 'stringData'].filter((key) => key in inputs);
  return { ...inputs, ...Object.fromEntries(held.map((key) => [key, pulumi.secret(inputs[key])])) };
}

function revealed(value: unknown, cluster: Cluster): unknown {
  if (value instanceof SecretValue) return cluster.vault.reveal(value);
  if (Array.isArray(value)) return value.map((item) => revealed(item, cluster));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, revealed(inner, cluster)]));
}
