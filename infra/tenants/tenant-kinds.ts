import type { ApiObject } from '../api-object.ts';

/** A kind of objects as RBAC names it. `group` is empty for the core group. */
export interface ObjectKind {
  readonly group: string;
  readonly kind: string;
}

/** What a tenant's stack registers in its namespace besides its workloads: Secrets, databases, cache. */
export const stackKinds: readonly ObjectKind[] = [
  ...['ConfigMap', 'Secret', 'Service', 'ServiceAccount'].map((kind) => ({ group: '', kind })),
  { group: 'apps', kind: 'StatefulSet' },
  { group: 'barmancloud.cnpg.io', kind: 'ObjectStore' },
  { group: 'monitoring.coreos.com', kind: 'PodMonitor' },
  { group: 'networking.k8s.io', kind: 'NetworkPolicy' },
  { group: 'policy', kind: 'PodDisruptionBudget' },
  ...['Cluster', 'Database', 'DatabaseRole', 'ScheduledBackup'].map((kind) => ({
    group: 'postgresql.cnpg.io',
    kind,
  })),
];

/** What the Kubernetes provider only looks at, to tell when an object is ready or why it is not. */
export const awaitedKinds: readonly ObjectKind[] = [
  { group: '', kind: 'Endpoints' },
  { group: '', kind: 'Pod' },
];

/** The same for Deployments, which only a stack that applies its workloads itself has. */
export const awaitedOfWorkloads: readonly ObjectKind[] = [
  { group: '', kind: 'PersistentVolumeClaim' },
  { group: 'apps', kind: 'ReplicaSet' },
];

/** `apps/v1 Deployment` -> group `apps`. */
export function kindOf({ apiVersion, kind }: Pick<ApiObject, 'apiVersion' | 'kind'>): ObjectKind {
  return { group: apiVersion.includes('/') ? (apiVersion.split('/')[0] ?? '') : '', kind };
}

/** Each kind once, sorted by group and kind. */
export function distinctKinds(kinds: readonly ObjectKind[]): readonly ObjectKind[] {
  const byName = new Map(kinds.map((kind) => [`${kind.group}/${kind.kind}`, kind]));
  return [...byName.keys()].sort().flatMap((name) => byName.get(name) ?? []);
}

/** The plural that paths and RBAC use: `NetworkPolicy` -> `networkpolicies`; Kubernetes guesses alike. */
export function resourceOf(kind: string): string {
  const name = kind.toLowerCase();
  if (name === 'endpoints') return name;
  if (name.endsWith('s')) return `${name}es`;
  return name.endsWith('y') ? `${name.slice(0, -1)}ies` : `${name}s`;
}
