import type * as pulumi from '@pulumi/pulumi';
import { Box } from '../box.ts';
import type { Catalogue } from '../catalogue/deployable.ts';
import type { Cluster } from '../cluster/cluster.ts';
import type { Environment } from '../environment.ts';
import { ownedBy, type Owner } from '../owned-objects.ts';
import { registerAll } from '../register-all.ts';
import { edgeObjects } from './edge-objects.ts';

export interface EdgeArgs {
  readonly catalogue: Catalogue;
  readonly environment: Environment;
  readonly owner: Owner;
  readonly cluster: Cluster;
}

/** The way in: one Ingress per host with all routes. Down: nothing is reachable, nothing is lost. */
export class Edge extends Box {
  constructor(name: string, args: EdgeArgs, opts: pulumi.ComponentResourceOptions) {
    super('goalixa:infra:Edge', name, {}, opts);
    const { catalogue, cluster, environment, owner } = args;
    registerAll(this, ownedBy('pulumi', owner, edgeObjects(catalogue, environment)), cluster);
    this.registerOutputs({});
  }
}
