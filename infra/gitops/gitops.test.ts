import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import * as pulumi from '@pulumi/pulumi';
import { catalogue } from '../catalogue/catalogue.ts';
import { Cluster } from '../cluster/cluster.ts';
import { configOfStack } from '../config/config-file.ts';
import type { StackConfig } from '../config/config-schema.ts';
import { type Registered, recordingMonitor, settled } from '../guard/recording-monitor.ts';
import { releasedImages } from '../fixtures/released-images.ts';
import { standInOf } from '../guard/stack-input.ts';
import { Hosts } from '../hosts/hosts.ts';
import { platformOf } from '../platform.ts';
import { Postgres } from '../postgres/postgres.ts';
import { Redis } from '../redis/redis.ts';
import { Vault } from '../secrets/vault.ts';
import { Tenants } from '../tenants/tenants.ts';
import { Workloads } from '../workloads/workloads.ts';
import { Gitops } from './gitops.ts';

jest.setTimeout(60_000);
jest.spyOn(console, 'warn').mockImplementation(() => undefined);
const logged = jest.spyOn(console, 'log').mockImplementation(() => undefined);

const production = configOfStack('production', catalogue);

/** What the boxes inside a cluster register, with three services of this environment released. */
async function recorded(changes: Partial<StackConfig> = {}): Promise<readonly Registered[]> {
  const { registered } = await recordingMonitor('test', {});
  const config: StackConfig = { ...production, hosts: { driver: 'existing' }, ...changes };
  const plain = platformOf(catalogue, config);
  const images = releasedImages('auth', 'bff', 'web');
  const platform = { ...plain, environment: { ...plain.environment, images } };
  const vault = new Vault((key) => pulumi.secret(standInOf(key)));
  const hosts = new Hosts('hosts', { platform, vault }, {});
  const cluster = new Cluster('cluster', { platform, hosts, vault }, {});
  const tenants = new Tenants('tenants', { platform, cluster, before: [] }, {});
  const postgres = new Postgres('postgres', { platform, cluster, before: [tenants] }, {});
  const redis = new Redis('redis', { platform, cluster, before: [tenants] }, {});
  const workloads = new Workloads('workloads', { platform, cluster, before: [postgres, redis] }, {});
  const before = [postgres, redis, workloads];
  new Gitops('gitops', { platform, cluster, tenants, before }, {});
  await settled(registered);
  return registered;
}

const ofKind = (registered: readonly Registered[], kind: string): readonly Registered[] =>
  registered.filter(({ inputs, name }) => name.startsWith('gitops-') && inputs['kind'] === kind);
const namesOf = (resources: readonly Registered[]): string[] => resources.map(({ name }) => name).sort();
const waitsFor = ({ dependencies }: Registered): string[] =>
  dependencies.map((urn) => urn.split('::').at(-1) ?? '').sort();
const find = (registered: readonly Registered[], name: string): Registered => {
  const resource = registered.find((candidate) => candidate.name === name);
  if (!resource) throw new Error(`${name} is not registered.`);
  return resource;
};

describe('Gitops', () => {
  let registered: readonly Registered[];
  beforeAll(async () => {
    registered = await recorded();
  }, 60_000);

  it('makes an Application of each released entry and of the edge, for itself and for its tenants', () => {
    expect(namesOf(ofKind(registered, 'Application'))).toEqual([
      ...['auth', 'bff', 'edge', 'web'].map((app) => `gitops-application-argocd-production-${app}`),
      // Nothing of staging is released in the committed lock.
      'gitops-application-argocd-staging-edge',
    ]);
  });

  it('names the entries that have no Application yet, and the lock that says so', () => {
    const lines = logged.mock.calls.map(([line]) => String(line));
    expect(lines).toEqual(
      expect.arrayContaining([
        expect.stringContaining(
          'in production, as infra/images.production.lock.json of this checkout has no released image: core-api, syntra, landing.',
        ),
        expect.stringContaining(
          'in staging, as infra/images.staging.lock.json of this checkout has no released image: auth, core-api',
        ),
      ]),
    );
  });

  it('lets its own Applications wait for all Secrets that this stack makes in their namespace', () => {
    const secrets = registered.filter(({ inputs, name }) => {
      const { namespace } = (inputs['metadata'] ?? {}) as { namespace?: string };
      return inputs['kind'] === 'Secret' && namespace === 'production' && !name.startsWith('tenants-');
    });
    expect(secrets.length).toBeGreaterThan(10);
    for (const application of ofKind(registered, 'Application').filter(({ name }) => name.includes('produ')))
      expect(waitsFor(application)).toEqual(expect.arrayContaining(namesOf(secrets)));
  });

  it("lets a tenant's Applications wait for no Secret: only for Argo CD, their project and the namespaces", () => {
    expect(waitsFor(find(registered, 'gitops-application-argocd-staging-edge'))).toEqual([
      'gitops-appproject-argocd-staging',
      'gitops-release-argocd',
      'tenants-namespace-production',
      'tenants-namespace-staging',
    ]);
  });

  it('makes projects after Argo CD, whose chart brings their kind', () => {
    for (const project of ofKind(registered, 'AppProject'))
      expect(waitsFor(project)).toEqual(['gitops-release-argocd']);
  });

  it("makes Argo CD's Secrets before Argo CD, which would make its own", () => {
    const secrets = namesOf(ofKind(registered, 'Secret'));
    expect(secrets).toEqual(['gitops-secret-argocd-argocd-redis', 'gitops-secret-argocd-argocd-secret']);
    expect(waitsFor(find(registered, 'gitops-release-argocd'))).toEqual(
      expect.arrayContaining(['gitops-namespace-argocd', ...secrets]),
    );
  });

  it('installs Argo CD without waiting for the databases', () => {
    expect(waitsFor(find(registered, 'gitops-release-argocd')).join()).not.toContain('postgres');
  });
});

describe('Gitops without charts', () => {
  it('still registers all of its own objects, in a namespace that is there', async () => {
    const registered = await recorded({ charts: { source: 'none' } });
    const ours = registered.filter(({ custom, name }) => custom && name.startsWith('gitops-'));
    expect(new Set(ours.map(({ inputs }) => inputs['kind']))).toEqual(
      new Set(['Secret', 'AppProject', 'Application']),
    );
    expect(waitsFor(find(registered, 'gitops-appproject-argocd-staging'))).toEqual([]);
  });
});

describe('Gitops that is switched off, or whose cluster is of another stack', () => {
  it.each<[string, Partial<StackConfig>]>([
    ['off', { gitops: { ...production.gitops, enabled: false } }],
    ['a tenant', { ...configOfStack('staging', catalogue) }],
  ])('registers nothing: %s', async (_title, changes) => {
    const registered = await recorded(changes);
    expect(registered.filter(({ name }) => name.startsWith('gitops-'))).toEqual([]);
  });
});
