import * as pulumi from '@pulumi/pulumi';
import type { Box } from '../box.ts';
import type { EnvironmentKind } from '../catalogue/deployable.ts';
import type { Machines } from './machines.ts';
import { tenancyOf } from './stack-outputs.ts';

/**
 * The machines of a tenant: another stack's, of which it knows the cluster's name and nothing else.
 * @param owner `organization/goalixa/production`
 */
export function ownerMachines(box: Box, owner: string, environment: EnvironmentKind): Machines {
  const reference = new pulumi.StackReference(box.childName('owner'), { name: owner }, { parent: box });
  const tenancy = pulumi
    .all([reference.getOutputDetails('clusterIdentifier'), reference.getOutputDetails('tenants')])
    .apply(([clusterIdentifier, tenants]) =>
      tenancyOf({ clusterIdentifier, tenants }, { owner, tenant: pulumi.getStack(), environment }),
    );
  return { clusterIdentifier: tenancy.clusterIdentifier, hosts: [], cloud: 'none' };
}
