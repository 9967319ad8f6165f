import type { Host } from '../hosts/host.ts';
import type { ClusterConfig } from './cluster-config.ts';

/** A host as a node of the cluster. */
export interface ClusterNode extends Pick<Host, 'name' | 'port' | 'role'> {
  /** Where administrators reach it. */
  readonly address: string;
  /** Where the other nodes reach it. */
  readonly nodeAddress: string;
}

/** All that nodes are configured from, with secrets in clear: only ever inside a secret of the engine. */
export interface ClusterFacts {
  readonly environment: string;
  readonly options: ClusterConfig;
  /** The first server first, agents last. */
  readonly nodes: readonly ClusterNode[];
  /** Ranges that alone may reach SSH and the API server; `undefined` where a provider's firewall sees to that. */
  readonly adminCidrs: readonly string[] | undefined;
  /** Name of the private network at Hetzner; `undefined` elsewhere. */
  readonly hetznerNetwork: string | undefined;
  readonly secrets: {
    readonly k3sToken: string;
    readonly k3sAgentToken: string;
    readonly hcloudToken?: string | undefined;
    /** Of the bucket for snapshots. */
    readonly accessKey?: string | undefined;
    readonly secretKey?: string | undefined;
  };
}

/** Servers in the order of the configuration; the first one makes the cluster. */
export const serversOf = ({ nodes }: Pick<ClusterFacts, 'nodes'>): readonly ClusterNode[] =>
  nodes.filter(({ role }) => role === 'server');
