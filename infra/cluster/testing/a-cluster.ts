import * as pulumi from '@pulumi/pulumi';
import { standInOf } from '../../guard/stack-input.ts';
import type { Host } from '../../hosts/host.ts';
import type { Platform } from '../../platform.ts';
import { SecretBook } from '../../secrets/secret-book.ts';
import { Vault } from '../../secrets/vault.ts';
import type { ClusterArgs } from '../cluster-args.ts';
import { type ClusterConfig, clusterSchema } from '../cluster-config.ts';

export interface ClusterChanges {
  readonly hosts: readonly Host[];
  readonly cloud?: 'hetzner' | 'none';
  /** Where the hosts guard their own ports. */
  readonly adminCidrs?: readonly string[];
  readonly options?: Partial<Record<keyof ClusterConfig, unknown>>;
  /** Default: a canary. */
  readonly privateKey?: string;
}

/** Arguments of a cluster of these hosts; every secret is a canary. */
export function aCluster({
  adminCidrs,
  cloud = 'none',
  hosts,
  options = {},
  privateKey,
}: ClusterChanges): ClusterArgs {
  const config = { environment: 'staging', cluster: clusterSchema.parse(options) };
  return {
    platform: { config, secrets: new SecretBook({}) } as unknown as Platform,
    hosts: {
      ...{ hosts, adminCidrs, cloud, clusterIdentifier: pulumi.output('goalixa-staging') },
      apiAddress: hosts[0] && pulumi.output(hosts[0].address),
      networkName: cloud === 'hetzner' ? 'goalixa-staging' : undefined,
    },
    vault: new Vault((key) =>
      pulumi.secret(key === 'sshPrivateKey' && privateKey !== undefined ? privateKey : standInOf(key)),
    ),
  };
}
