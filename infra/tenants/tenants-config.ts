import { z } from 'zod';
import { environmentKinds } from '../catalogue/deployable.ts';
import { branchName, isDnsName, text } from '../config/config-text.ts';
import { quantity } from '../config/quantity.ts';

/** An environment that another stack fills, in a namespace of its own in this stack's cluster. */
const tenant = z.strictObject({
  environment: z.enum(environmentKinds),
  /** The host of the tenant's own `publicUrl`: no Ingress and no certificate of it may name another one. */
  host: text('must be a host such as "staging.goalixa.example"', isDnsName),
  quota: z
    .strictObject({
      cpu: quantity('cpu').default('4'),
      memory: quantity('memory').default('8Gi'),
      storage: quantity('storage').default('40Gi'),
      pods: z.int().min(1).max(1000).default(60),
    })
    .prefault({}),
  /** Branch whose rendered tree Argo CD applies, the Ingress too: the tenant's own `gitops.branch`. */
  branch: branchName(),
  /** The tenant's own `workloads.owner`: with `pulumi` its stack may apply workloads, and Argo CD does not. */
  owner: z.enum(['argocd', 'pulumi']).default('argocd'),
});

export const tenantsSchema = z.array(tenant).default([]);
export type Tenant = z.infer<typeof tenant>;
