import type { Deployable, SecretUse } from './catalogue/deployable.ts';

/** Labels that select a deployable's pods; they can never change on a Deployment. */
export const selectorOf = (app: string): Record<string, string> => ({ 'app.kubernetes.io/name': app });

/** Labels of every object of a deployable. */
export const labelsOf = (app: string): Record<string, string> => ({
  ...selectorOf(app),
  'app.kubernetes.io/part-of': 'goalixa',
});

/** The Secret that holds an entry's files of one provider; its keys are the file names. */
export const secretNameOf = (app: Deployable, provider: SecretUse['provider']): string =>
  `${app.name}-${provider}`;

/** The Secret with the owner's login of an entry's database, for migrations: `database-user`, `database-password`. */
export const migrationSecretNameOf = (app: Deployable): string => `${app.name}-migration`;

/** The Job that migrates an entry's database; its pods carry `selectorOf(migrationNameOf(app))`. */
export const migrationNameOf = (app: Deployable): string => `${app.name}-migrate`;

/** The database cluster that holds a database; its `-rw` Service leads to the primary. */
export const databaseClusterOf = (database: string, layout: 'separate' | 'shared'): string =>
  layout === 'separate' ? database : 'postgres';

/** Who logs in to the cache: part of its address, `redis://<user>@<host>:6379`. */
export const cacheUser = 'app';

/** Where secret files and the catalogue's file appear in a container. */
export const containerPaths = {
  secrets: '/run/secrets/goalixa',
  catalogue: '/etc/goalixa',
  catalogueFile: 'catalogue.json',
} as const;

/** Pods outside an environment's namespace that its network policies name. */
export const peers = {
  dns: { namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } },
  edge: { namespace: 'edge', labels: { 'app.kubernetes.io/name': 'nginx-ingress' } },
  /** Of the cluster's owner; asks the database instances how they are. */
  databaseOperator: { namespace: 'cnpg-system', labels: { 'app.kubernetes.io/name': 'cloudnative-pg' } },
  /** Only where `monitoring.enabled` is set. */
  monitoring: { namespace: 'monitoring', labels: { 'app.kubernetes.io/name': 'prometheus' } },
} as const;
