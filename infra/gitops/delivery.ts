import type { EnvironmentKind } from '../catalogue/deployable.ts';
import type { Environment } from '../environment.ts';
import type { Platform } from '../platform.ts';

/** An environment whose workloads Argo CD applies from Git. */
export interface Delivery {
  readonly environment: Environment;
  /** Branch whose `infra/rendered/<environment>/` it is. */
  readonly branch: string;
  /** Whether this stack makes the environment's Secrets; a tenant's stack makes its own. */
  readonly isOwn: boolean;
  /** Whether the catalogue's entries are delivered, and the edge's objects. */
  readonly delivers: { readonly workloads: boolean; readonly edge: boolean };
}

/**
 * The environments that this cluster's Argo CD serves: this stack's own and its tenants', but for those
 * whose stacks apply the workloads themselves.
 * @param imagesOf the image lock of a tenant's environment
 */
export function deliveriesOf(
  { config, environment }: Platform,
  imagesOf: (environment: EnvironmentKind) => Environment['images'],
): readonly Delivery[] {
  const { edge, gitops, tenants, workloads } = config;
  const own = {
    ...{ environment, branch: gitops.branch, isOwn: true },
    delivers: { workloads: workloads.enabled, edge: edge.enabled },
  };
  const others = tenants
    .filter(({ owner }) => owner === 'argocd')
    .map(({ branch, environment: name }) => ({
      // Only its names, images and kinds are used. Kinds are the same: certificates are the cluster's matter.
      environment: { ...environment, name, namespace: name, images: imagesOf(name) },
      ...{ branch, isOwn: false, delivers: { workloads: true, edge: true } },
    }));
  return [...(workloads.owner === 'argocd' ? [own] : []), ...others];
}
