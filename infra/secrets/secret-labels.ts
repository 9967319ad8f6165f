import type { Catalogue } from '../catalogue/deployable.ts';

/**
 * Labels of the secrets that a stack derives; only these can be rotated.
 * @param machines names of those that the stack makes itself: each has a host key
 */
export function secretLabels(catalogue: Catalogue, machines: readonly string[] = []): readonly string[] {
  const ofApps = catalogue.flatMap(({ name, secrets }) =>
    secrets.filter(({ provider }) => provider === 'generated').map((secret) => `${name}/${secret.name}`),
  );
  const ofDatabases = databasesOf(catalogue).flatMap((name) => [
    loginLabel(name, 'owner'),
    loginLabel(name, 'app'),
  ]);
  const ofMachines = machines.map(hostKeyLabel);
  return [...ofApps, ...ofDatabases, ...ofMachines, ...Object.values(ownLabels)].sort();
}

/** Labels that do not come from the catalogue. */
export const ownLabels = {
  k3sToken: 'cluster/k3s-token',
  k3sAgentToken: 'cluster/k3s-agent-token',
  redisApp: 'redis/app',
  redisExporter: 'redis/exporter',
  argocdCache: 'gitops/cache',
  argocdSessions: 'gitops/sessions',
  gitWebhook: 'gitops/webhook',
} as const;

/** Label of the SSH host key of a machine that the stack makes; each is rotated with its machine. */
export const hostKeyLabel = (machine: string): string => `hosts/host-keys/${machine}`;

/** Label of the logins of a database's role. */
export const loginLabel = (database: string, role: 'owner' | 'app'): string => `postgres/${database}_${role}`;

/** Names of all databases that the catalogue's entries use, sorted. */
export const databasesOf = (catalogue: Catalogue): readonly string[] =>
  [...new Set(catalogue.flatMap(({ uses }) => uses.databases.map(({ name }) => name)))].sort();
