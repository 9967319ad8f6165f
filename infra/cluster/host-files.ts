import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cloudController } from './cloud-controller.ts';
import type { ClusterFacts, ClusterNode } from './cluster-facts.ts';
import { type K3sConfig, k3sConfig } from './k3s-config.ts';
import { blockMetadataPath, k3sUnit, restrictAccessPath, serviceOf } from './k3s-unit.ts';
import { restrictAccess } from './restrict-access.ts';

/** A file that the script keeps on a host. */
export interface HostFile {
  readonly path: string;
  /** `600` whatever holds a secret. */
  readonly mode: '600' | '644' | '700';
  readonly content: string;
  /** Whether the script adds the lines that only it knows. */
  readonly isCompletedThere?: true;
}

const blockMetadata = readFileSync(join(import.meta.dirname, 'scripts', 'block-metadata.sh'), 'utf8');

/** Every file of a node, with secrets in clear. @param caHash see `k3sConfig` */
export function hostFiles(facts: ClusterFacts, node: ClusterNode, caHash?: string): readonly HostFile[] {
  const guards = guardsOf(facts, node);
  return [
    {
      path: '/etc/rancher/k3s/config.yaml',
      mode: '600',
      content: yamlOf(k3sConfig(facts, node, caHash)),
      isCompletedThere: true,
    },
    ...guards,
    {
      path: `/etc/systemd/system/${serviceOf(node.role)}.service`,
      mode: '644',
      content: k3sUnit(
        node.role,
        guards.map(({ path }) => path),
      ),
    },
    ...manifests(facts, node),
  ];
}

/** The host's own packet filters. */
const guardsOf = (facts: ClusterFacts, node: ClusterNode): HostFile[] => [
  { path: blockMetadataPath, mode: '700', content: blockMetadata },
  ...(facts.adminCidrs === undefined
    ? []
    : [
        {
          path: restrictAccessPath,
          mode: '700' as const,
          content: restrictAccess(facts.adminCidrs, facts.nodes, node.port),
        },
      ]),
];

/** What a server applies by itself at its start: the nodes stay closed to all else until it runs. */
function manifests({ hetznerNetwork, secrets }: ClusterFacts, { role }: ClusterNode): HostFile[] {
  if (hetznerNetwork === undefined || role !== 'server') return [];
  const objects = cloudController(hetznerNetwork, secrets.hcloudToken ?? '');
  return [
    {
      path: '/var/lib/rancher/k3s/server/manifests/goalixa-cloud-controller.yaml',
      mode: '600',
      content: objects.map((object) => `---\n${JSON.stringify(object, null, 2)}\n`).join(''),
    },
  ];
}

/** JSON is YAML that nobody reads as anything else, whatever a token looks like. */
const yamlOf = (config: K3sConfig): string =>
  Object.entries(config)
    .map(([key, value]) => `${key}: ${JSON.stringify(value)}\n`)
    .join('');
