import type * as pulumi from '@pulumi/pulumi';
import { Box } from '../box.ts';
import type { BoxArgs } from '../box-args.ts';
import { registerAll, registerInOrder } from '../register-all.ts';
import { namespaceOf } from './namespace-objects.ts';
import { environmentGuards, tenantStages } from './tenant-objects.ts';

/** The namespaces of the cluster: this stack's own environment and those of other stacks. */
export class Tenants extends Box {
  /** Namespaces of all environments of this cluster; none where another stack owns it. */
  readonly namespaces: readonly pulumi.Resource[];

  constructor(name: string, args: BoxArgs, opts: pulumi.ComponentResourceOptions) {
    super('goalixa:infra:Tenants', name, {}, opts);
    this.namespaces = args.platform.ownsCluster ? this.#makeRoom(args) : [];
    this.registerOutputs({});
  }

  #makeRoom({ before, cluster, platform }: BoxArgs): readonly pulumi.Resource[] {
    const { environment, tenants } = platform.config;
    const own = registerAll(this, [namespaceOf(environment)], cluster, before);
    registerAll(this, environmentGuards(environment), cluster, own);
    const others = tenants.map((tenant) => {
      const namespace = registerAll(this, [namespaceOf(tenant.environment)], cluster, before);
      registerInOrder(this, tenantStages(platform, tenant), cluster, namespace);
      return namespace;
    });
    return [own, ...others].flat();
  }
}
