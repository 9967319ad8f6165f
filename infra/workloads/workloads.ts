import type * as pulumi from '@pulumi/pulumi';
import { Box } from '../box.ts';
import type { BoxArgs } from '../box-args.ts';
import { ownedBy } from '../owned-objects.ts';
import { registerAll, registerInOrder } from '../register-all.ts';
import { generatedSecrets } from './generated-secrets.ts';
import { wavesOf } from './sync-wave.ts';
import { workloadObjects } from './workload-objects.ts';

/**
 * The deployables' own Secrets, always; the deployables themselves only where this stack applies them: elsewhere
 * Argo CD does. An entry's pods wait for its migration, not for those of others.
 */
export class Workloads extends Box {
  constructor(name: string, args: BoxArgs, opts: pulumi.ComponentResourceOptions) {
    super('goalixa:infra:Workloads', name, {}, opts);
    const { before, cluster, platform } = args;
    const { config, environment } = platform;
    const catalogue = config.workloads.enabled ? platform.catalogue : [];
    const secrets = registerAll(this, generatedSecrets({ ...platform, catalogue }), cluster, before);
    for (const app of catalogue) {
      const objects = ownedBy('pulumi', config.workloads.owner, workloadObjects(catalogue, app, environment));
      registerInOrder(this, wavesOf(objects), cluster, [...before, ...secrets]);
    }
    this.registerOutputs({});
  }
}
