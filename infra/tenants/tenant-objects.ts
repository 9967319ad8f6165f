import type { ApiObject } from '../api-object.ts';
import type { Platform } from '../platform.ts';
import { environmentObjects } from '../render/environment-objects.ts';
import { defaultDenyOf, limitRangeOf } from './namespace-objects.ts';
import { resourceQuotaOf } from './resource-quota.ts';
import { tenantAccessOf } from './tenant-access.ts';
import { kindOf, type ObjectKind } from './tenant-kinds.ts';
import type { Tenant } from './tenants-config.ts';

/** What is in the namespace of an environment before anything else is. */
export const environmentGuards = (namespace: string): readonly ApiObject[] => [
  limitRangeOf(namespace),
  defaultDenyOf(namespace),
];

/** All that a tenant finds in its namespace; every stage needs the one before it. */
export function tenantStages(
  platform: Pick<Platform, 'catalogue' | 'environment'>,
  tenant: Tenant,
): readonly (readonly ApiObject[])[] {
  const guards = [...environmentGuards(tenant.environment), resourceQuotaOf(tenant)];
  const [first = [], ...rest] = tenantAccessOf(tenant.environment, workloadsOf(platform, tenant));
  return [[...guards, ...first], ...rest];
}

function workloadsOf(
  { catalogue, environment }: Pick<Platform, 'catalogue' | 'environment'>,
  { owner }: Tenant,
): readonly ObjectKind[] {
  if (owner === 'argocd') return [];
  return environmentObjects(catalogue, environment).flatMap(([, objects]) => objects.map(kindOf));
}
