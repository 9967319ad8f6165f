import type { ConfigDraft } from '../config-draft.ts';
import type { Problem } from '../config-problems.ts';
import type { Check } from './check.ts';
import { listedHosts } from './listed-hosts.ts';

/** Databases that could not start, or that others wait for in vain. */
export const postgresProblems: Check = (config) => [
  ...noRoom(config),
  ...noCertificates(config),
  ...noDatabases(config),
];

/** Instances of a cluster never share a machine; those of other drivers are not known. */
function noRoom(config: ConfigDraft): readonly Problem[] {
  const machines = listedHosts(config).length;
  const instances = config.postgres?.enabled ? (config.postgres.instances ?? 1) : 1;
  if (machines === 0 || instances <= machines) return [];
  const message = `${instances} instances need a machine each, and hosts lists ${machines}; use ${machines} or list more`;
  return [{ path: ['postgres', 'instances'], message }];
}

/** The backup plugin talks to the operator by certificates that the edge's certificate manager makes. */
function noCertificates({ charts, edge, hosts, postgres, tenants }: ConfigDraft): readonly Problem[] {
  const isOwner = hosts?.driver !== undefined && hosts.driver !== 'stack';
  if (!isOwner || edge?.enabled !== false || !postgres?.enabled || charts?.source === 'none') return [];
  const reason = postgres.backup ? 'postgres.backup is' : tenants?.length ? 'tenants are' : undefined;
  if (reason === undefined) return [];
  const message = `${reason} set, and the backup plugin needs the edge's certificate manager; enable the edge or leave ${reason.split(' ')[0]} out`;
  return [{ path: ['edge', 'enabled'], message }];
}

/** Pods mount the Secrets of their databases, which this box makes and nobody else. */
const noDatabases = ({ postgres, workloads }: ConfigDraft): readonly Problem[] =>
  postgres?.enabled === false && workloads?.enabled
    ? [
        {
          path: ['postgres', 'enabled'],
          message:
            'workloads.enabled is true, and no pod starts without the logins of its database; enable it or disable workloads',
        },
      ]
    : [];
