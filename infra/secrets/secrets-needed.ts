import type { Catalogue } from '../catalogue/deployable.ts';
import type { ConfigDraft, Draft } from '../config/config-draft.ts';
import { labelsOfStack } from './labels-of-stack.ts';
import { rootOf } from './root-of.ts';
import type { SecretState } from './secret-book.ts';
import type { SecretKey } from './secret-value.ts';

/**
 * Encrypted keys that a stack cannot run without, each with the reason.
 * @param config need not be complete: what is not known asks for nothing
 */
export function secretsNeeded(config: ConfigDraft, catalogue: Catalogue): ReadonlyMap<string, string> {
  const needed = new Map<string, string>();
  for (const root of rootsOf(config, catalogue))
    needed.set(`rootSecret${root}`, 'secrets are derived from it');
  for (const [key, reason] of ofOthers(config)) needed.set(key, reason);
  return needed;
}

function ofOthers({ cluster, edge, gitops, hosts, postgres }: ConfigDraft): [SecretKey, string][] {
  const driver = hosts?.driver;
  const isOwner = driver !== undefined && driver !== 'stack';
  const isInstalled = driver === 'hetzner' || driver === 'ssh';
  const isBackedUp = postgres?.enabled && postgres.backup !== undefined;
  const hasSnapshots = cluster?.snapshots !== undefined;
  const byDriver = `hosts.driver is "${driver}"`;
  const wanted: [isNeeded: boolean | undefined, key: SecretKey, reason: string][] = [
    [driver === 'hetzner', 'hcloudToken', byDriver],
    [isInstalled, 'sshPrivateKey', byDriver],
    [driver === 'existing' || driver === 'stack', 'kubeconfig', byDriver],
    [
      isOwner && edge?.enabled && edge.certificates?.challenge === 'dns01',
      'dnsToken',
      'edge.certificates.challenge is "dns01"',
    ],
    [isOwner && gitops?.isPrivate, 'gitToken', 'gitops.isPrivate is set'],
    [isOwner && gitops?.notifications, 'notificationsUrl', 'gitops.notifications is set'],
    [isBackedUp, 'backupAccessKey', 'postgres.backup is set'],
    [isBackedUp, 'backupSecretKey', 'postgres.backup is set'],
    // Of their own: a database's pod holds the pair above, and must not reach the cluster's snapshots.
    [hasSnapshots, 'snapshotAccessKey', 'cluster.snapshots is set'],
    [hasSnapshots, 'snapshotSecretKey', 'cluster.snapshots is set'],
  ];
  return wanted.filter(([isNeeded]) => isNeeded).map(([, key, reason]) => [key, reason]);
}

/** The `n` of every `rootSecret<n>` that some secret is derived from, sorted. */
export function rootsOf(config: ConfigDraft, catalogue: Catalogue): readonly number[] {
  const states = config.secrets ?? {};
  const isUntouched = labelsOfStack(config, catalogue).some((label) => !(label in states));
  const used = Object.values(states).flatMap((state) => rootsOfState(state ?? {}));
  return [...new Set([...(isUntouched ? [1] : []), ...used])].sort((a, b) => a - b);
}

/** Of the two generations that are mounted. */
function rootsOfState({ generation, root, since }: Draft<SecretState>): readonly number[] {
  if (root === undefined || generation === undefined) return root === undefined ? [] : [root];
  const state = { root, generation, since };
  const mounted = generation === 1 ? [1] : [generation, generation - 1];
  return mounted.map((each) => rootOf(state, each)).filter((each) => each > 0);
}
