import type { ApiObject } from '../api-object.ts';
import type { Platform } from '../platform.ts';
import { environmentObjects } from '../render/environment-objects.ts';
import { defaultDenyOf, limitRangeOf } from './namespace-objects.ts';
import { priorityQuotaOf, resourceQuotaOf } from './resource-quota.ts';
import { tenantAccessOf } from './tenant-access.ts';
import { tenantAdmissionOf } from './tenant-admission.ts';
import { kindOf, type ObjectKind } from './tenant-kinds.ts';
import type { Tenant } from './tenants-config.ts';

/** What is in the namespace of this stack's own environment before anything else is. */
export const environmentGuards = (namespace: string): readonly ApiObject[] => [
  limitRangeOf(namespace),
  defaultDenyOf(namespace),
];

// Only a tenant's: a database of production that fills its node's disk is not to be ended for it.
const nodeStorage = { request: '64Mi', limit: '1Gi' };

/** What holds a tenant, from before its token is there. */
const tenantGuards = (tenant: Tenant): readonly ApiObject[] => [
  limitRangeOf(tenant.environment, nodeStorage),
  defaultDenyOf(tenant.environment),
  resourceQuotaOf(tenant),
  priorityQuotaOf(tenant),
  ...tenantAdmissionOf(tenant),
];

/** All that a tenant finds in its namespace; every stage needs the one before it. */
export function tenantStages(
  platform: Pick<Platform, 'catalogue' | 'environment'>,
  tenant: Tenant,
): readonly (readonly ApiObject[])[] {
  const [first = [], ...rest] = tenantAccessOf(tenant.environment, workloadsOf(platform, tenant));
  return [[...tenantGuards(tenant), ...first], ...rest];
}

function workloadsOf(
  { catalogue, environment }: Pick<Platform, 'catalogue' | 'environment'>,
  { owner }: Tenant,
): readonly ObjectKind[] {
  if (owner === 'argocd') return [];
  return environmentObjects(catalogue, environment).flatMap(([, objects]) => objects.map(kindOf));
}
