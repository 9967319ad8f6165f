import * as pulumi from '@pulumi/pulumi';
import { ownLabels } from '../secrets/secret-labels.ts';
import { configSecret } from '../secrets/secret-value.ts';
import type { ClusterArgs } from './cluster-args.ts';
import type { ClusterFacts } from './cluster-facts.ts';

/** What the nodes of a stack are configured from, a secret as a whole. */
export function factsOf(args: ClusterArgs): pulumi.Output<ClusterFacts> {
  const { hosts, platform } = args;
  const { cluster: options, environment } = platform.config;
  const facts = pulumi.all([pulumi.all(hosts.hosts.map(nodeOf)), pulumi.output(secretsOf(args))]);
  return pulumi.secret(
    facts.apply(([nodes, secrets]) => ({
      ...{ environment, options, nodes, secrets, adminCidrs: hosts.adminCidrs },
      hetznerNetwork: hosts.cloud === 'hetzner' ? hosts.networkName : undefined,
    })),
  );
}

const nodeOf = ({ address, name, nodeAddress, port, role }: ClusterArgs['hosts']['hosts'][number]) =>
  pulumi.output({ address, name, nodeAddress, port, role });

function secretsOf({ hosts, platform: { config, secrets }, vault }: ClusterArgs) {
  const reveal = (isNeeded: boolean, key: Parameters<typeof configSecret>[0]) =>
    isNeeded ? vault.reveal(configSecret(key)) : undefined;
  const hasSnapshots = config.cluster.snapshots !== undefined;
  return {
    k3sToken: vault.reveal(secrets.current(ownLabels.k3sToken)),
    k3sAgentToken: vault.reveal(secrets.current(ownLabels.k3sAgentToken)),
    hcloudToken: reveal(hosts.cloud === 'hetzner', 'hcloudToken'),
    accessKey: reveal(hasSnapshots, 'snapshotAccessKey'),
    secretKey: reveal(hasSnapshots, 'snapshotSecretKey'),
  };
}
