import { z } from 'zod';
import { environmentKinds } from '../catalogue/deployable.ts';
import { branchName, text } from '../config/config-text.ts';

const quantity = text('must be a quantity in quotes such as "4" or "8Gi"', /^\d+(\.\d+)?(m|[KMGT]i?)?$/);

/** An environment that another stack fills, in a namespace of its own in this stack's cluster. */
const tenant = z.strictObject({
  environment: z.enum(environmentKinds),
  quota: z
    .strictObject({
      cpu: quantity.default('4'),
      memory: quantity.default('8Gi'),
      storage: quantity.default('40Gi'),
      pods: z.int().min(1).default(60),
    })
    .prefault({}),
  /** Branch whose rendered tree Argo CD applies. */
  branch: branchName(),
  /** The tenant's own `workloads.owner`: with `pulumi` its stack may apply workloads, and Argo CD does not. */
  owner: z.enum(['argocd', 'pulumi']).default('argocd'),
});

export const tenantsSchema = z.array(tenant).default([]);
export type Tenant = z.infer<typeof tenant>;
