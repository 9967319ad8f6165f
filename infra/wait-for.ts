import type { ApiObject } from './api-object.ts';

/** When an object of a kind that the provider does not know is ready for what depends on it. */
const conditions: Readonly<Record<string, string>> = {
  'cert-manager.io/v1 Certificate': 'condition=Ready',
  'cert-manager.io/v1 ClusterIssuer': 'condition=Ready',
  'postgresql.cnpg.io/v1 Cluster': 'condition=Ready',
  'postgresql.cnpg.io/v1 Database': 'jsonpath={.status.applied}=true',
  'postgresql.cnpg.io/v1 DatabaseRole': 'jsonpath={.status.applied}=true',
};

/** The provider's ten minutes are short for images that are pulled, copies that join and names that spread. */
const limitSeconds = '1800';

/**
 * Annotations that tell the provider what to wait for. Without one a custom resource counts as made at once.
 * @param isAwaited `false` on clusters that run no pods: nothing would ever be ready
 */
export function waitForOf({ apiVersion, kind }: ApiObject, isAwaited: boolean): Record<string, string> {
  if (!isAwaited) return { 'pulumi.com/skipAwait': 'true' };
  const condition = conditions[`${apiVersion} ${kind}`];
  if (condition === undefined) return {};
  return { 'pulumi.com/waitFor': condition, 'pulumi.com/timeoutSeconds': limitSeconds };
}
