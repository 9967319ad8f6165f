import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ClusterFacts, ClusterNode } from './cluster-facts.ts';
import { serversOf } from './cluster-facts.ts';
import { type HostFile, hostFiles } from './host-files.ts';
import { serviceOf } from './k3s-unit.ts';

/** What the script does; see `scripts/bootstrap.sh`. */
export type Action = 'install' | 'drain' | 'admit' | 'kubeconfig';

const library = ['bootstrap', 'install', 'access', 'binary', 'service', 'nodes']
  .map((part) => readFileSync(join(import.meta.dirname, 'scripts', `${part}.sh`), 'utf8'))
  .join('\n');

/**
 * The text that installs k3s on a node, with secrets in clear.
 * @param caHash see `k3sConfig`
 */
export function installScript(facts: ClusterFacts, node: ClusterNode, caHash?: string): string {
  const { adminCidrs, options } = facts;
  const [first, ...others] = serversOf(facts);
  const isFirst = node.name === first?.name;
  return scriptOf(hostFiles(facts, node, caHash), {
    SERVICE: serviceOf(node.role),
    NODE_IP: node.nodeAddress,
    ADMIN_CIDRS: adminCidrs?.join(' ') ?? '',
    IS_FIRST: isFirst ? 'yes' : '',
    OTHER_SERVERS: isFirst ? others.map(({ nodeAddress }) => nodeAddress).join(' ') : '',
    K3S_URL: options.downloads,
    SHA256_AMD64: options.sha256.amd64 ?? '',
    SHA256_ARM64: options.sha256.arm64 ?? '',
  });
}

/** The text for an action on a server that is there already; holds no secret. */
export const serverScript = (): string => scriptOf([], { SERVICE: 'k3s' });

function scriptOf(files: readonly HostFile[], settings: Readonly<Record<string, string>>): string {
  const assignments = Object.entries(settings).map(([name, value]) => `${name}=${quoted(value)}`);
  const puts = files.map(
    ({ content, isCompletedThere, mode, path }) =>
      `  put ${mode} ${quoted(path)} ${quoted(content)}${isCompletedThere ? '"$CONFIG_TAIL"' : ''}`,
  );
  return [
    library,
    ...assignments,
    'declared_files() {',
    ...puts,
    '  :',
    '}',
    // The shell has read all of the text before this line runs: half a text does nothing, and no program that
    // is started can read on in it.
    'main "$@" </dev/null',
    '',
  ].join('\n');
}

/** One word for the shell, whatever it holds. */
export const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;
