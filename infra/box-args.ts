import type { Box } from './box.ts';
import type { Cluster } from './cluster/cluster.ts';
import type { Platform } from './platform.ts';

/** What every box inside the cluster is made of. */
export interface BoxArgs {
  readonly platform: Platform;
  readonly cluster: Cluster;
  /** Boxes whose objects must be there first: a `dependsOn` of the box itself would not reach its children. */
  readonly before: readonly Box[];
}
