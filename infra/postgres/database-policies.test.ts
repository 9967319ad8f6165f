import { describe, expect, it } from '@jest/globals';
import type { INetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1';
import { catalogue } from '../catalogue/catalogue.ts';
import { configOfStack } from '../config/config-file.ts';
import type { StackConfig } from '../config/config-schema.ts';
import { platformOf } from '../platform.ts';
import { databaseClusters } from './database-clusters.ts';
import { databasePolicies } from './database-policies.ts';

const production = configOfStack('production', catalogue);
const staging = configOfStack('staging', catalogue);

const policiesOf = (config: StackConfig, cluster: string): readonly INetworkPolicy[] => {
  const platform = platformOf(catalogue, config);
  return databaseClusters(platform)
    .filter(({ name }) => name === cluster)
    .flatMap((one) => databasePolicies(platform, one));
};
const allowed = (config: StackConfig, cluster: string) => policiesOf(config, cluster)[1]?.spec;

const app = (name: string) => ({ podSelector: { matchLabels: { 'app.kubernetes.io/name': name } } });
const instances = (name: string) => ({ podSelector: { matchLabels: { 'cnpg.io/cluster': name } } });
const elsewhere = (namespace: string, name: string) => ({
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
  podSelector: { matchLabels: { 'app.kubernetes.io/name': name } },
});
const tcp = (...ports: number[]) => ports.map((port) => ({ protocol: 'TCP', port }));

describe('databasePolicies', () => {
  it('denies all in both directions, whatever else is allowed', () => {
    for (const cluster of ['authdb', 'goalixa'])
      expect(policiesOf(production, cluster)[0]?.spec).toEqual({
        ...instances(cluster),
        policyTypes: ['Ingress', 'Egress'],
      });
  });

  it('lets in who uses a database of the cluster, and nobody else', () => {
    expect(allowed(production, 'authdb')?.ingress).toEqual([
      { from: [app('auth'), app('auth-migrate'), instances('authdb')], ports: tcp(5432) },
      { from: [elsewhere('cnpg-system', 'cloudnative-pg'), instances('authdb')], ports: tcp(8000) },
    ]);
  });

  it('lets in the users of all databases where one cluster holds them', () => {
    const users = ['auth', 'auth-migrate', 'core-api', 'core-api-migrate'].map(app);
    expect(allowed(staging, 'postgres')?.ingress?.[0]).toEqual({
      from: [...users, instances('postgres')],
      ports: tcp(5432),
    });
  });

  it('lets metrics be read where monitoring runs', () => {
    const monitored = { ...production, monitoring: { enabled: true } };
    expect(allowed(monitored, 'authdb')?.ingress?.[2]).toEqual({
      from: [elsewhere('monitoring', 'prometheus')],
      ports: tcp(9187),
    });
  });

  it('lets instances out to names, each other, the API server and the store, never to metadata', () => {
    const backup = { ...production.postgres.backup, endpoint: 'https://s3.example:9000' };
    const anywhere = { ipBlock: { cidr: '0.0.0.0/0', except: ['169.254.0.0/16'] } };
    const config = { ...production, postgres: { ...production.postgres, backup } } as StackConfig;
    expect(allowed(config, 'authdb')?.egress?.slice(1)).toEqual([
      { to: [instances('authdb')], ports: tcp(5432, 8000) },
      { to: [anywhere], ports: tcp(443, 6443) },
      { to: [anywhere], ports: tcp(9000) },
    ]);
    expect(allowed(staging, 'postgres')?.egress).toHaveLength(3);
  });
});
