import type * as pulumi from '@pulumi/pulumi';
import { Box } from '../box.ts';
import type { BoxArgs } from '../box-args.ts';
import { registerInOrder } from '../register-all.ts';
import { redisStages } from './redis-objects.ts';

/** The cache. Down: services keep what they cache in their own memory. Cost: none, it shares the nodes. */
export class Redis extends Box {
  constructor(name: string, { before, cluster, platform }: BoxArgs, opts: pulumi.ComponentResourceOptions) {
    super('goalixa:infra:Redis', name, {}, opts);
    registerInOrder(this, redisStages(platform), cluster, before);
    this.registerOutputs({});
  }
}
