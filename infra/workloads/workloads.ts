import type * as pulumi from '@pulumi/pulumi';
import { Box } from '../box.ts';
import type { Catalogue } from '../catalogue/deployable.ts';
import type { Cluster } from '../cluster/cluster.ts';
import type { Environment } from '../environment.ts';
import { ownedBy, type Owner } from '../owned-objects.ts';
import { registerAll } from '../register-all.ts';
import { workloadObjects } from './workload-objects.ts';

export interface WorkloadsArgs {
  readonly catalogue: Catalogue;
  readonly environment: Environment;
  readonly owner: Owner;
  readonly cluster: Cluster;
}

/** What runs the catalogue's entries; empty where Argo CD applies them from Git. Down: no product. */
export class Workloads extends Box {
  constructor(name: string, args: WorkloadsArgs, opts: pulumi.ComponentResourceOptions) {
    super('goalixa:infra:Workloads', name, {}, opts);
    const { catalogue, cluster, environment, owner } = args;
    const objects = catalogue.flatMap((app) => workloadObjects(catalogue, app, environment));
    registerAll(this, ownedBy('pulumi', owner, objects), cluster);
    this.registerOutputs({});
  }
}
