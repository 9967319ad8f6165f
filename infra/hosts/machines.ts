import type * as pulumi from '@pulumi/pulumi';
import type { Host } from './host.ts';

/** What a driver knows of the machines of a stack. */
export interface Machines {
  /** Names the cluster on them for the provider; never changes. */
  readonly clusterIdentifier: pulumi.Output<string>;
  /** The first server first, agents last; none where the cluster is there already. */
  readonly hosts: readonly Host[];
  /** Ranges that alone may reach SSH and the API server, where the hosts themselves have to see to that. */
  readonly adminCidrs?: readonly string[] | undefined;
  /** Whose cloud controller the cluster needs. */
  readonly cloud: 'hetzner' | 'none';
  /** Where administrators reach the API server, port 6443: the first server. */
  readonly apiAddress?: pulumi.Output<string> | undefined;
  /** IPv4 address that answers on 80 and 443, for DNS; an output of the stack. */
  readonly publicAddress?: pulumi.Output<string> | undefined;
  /** Name of the provider's private network, for its cloud controller. */
  readonly networkName?: string | undefined;
}
