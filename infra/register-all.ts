import * as pulumi from '@pulumi/pulumi';
import type { ApiObject } from './api-object.ts';
import type { Box } from './box.ts';
import type { Cluster } from './cluster/cluster.ts';

/**
 * Registers plain objects as children of a box, by name `<box>-<kind>-<name>`, each with the cluster's
 * provider: without one it would go to whatever cluster is at hand.
 */
export function registerAll(box: Box, objects: readonly ApiObject[], cluster: Cluster): KubernetesObject[] {
  return objects.map((object) => {
    const name = box.childName(object.kind, object.metadata?.name ?? '');
    return new KubernetesObject(
      typeOf(object),
      name,
      { ...object },
      { parent: box, provider: cluster.provider },
    );
  });
}

/** Any object of a cluster, registered by its type token with all of its fields as inputs. */
export class KubernetesObject extends pulumi.CustomResource {}

/** The provider's type token: `kubernetes:apps/v1:Deployment`; objects of the core group are `core/v1`. */
export const typeOf = ({ apiVersion, kind }: ApiObject): string =>
  `kubernetes:${apiVersion.includes('/') ? apiVersion : `core/${apiVersion}`}:${kind}`;
