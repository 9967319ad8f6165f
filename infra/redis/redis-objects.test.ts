import { describe, expect, it } from '@jest/globals';
import type { IStatefulSet } from 'kubernetes-models/apps/v1';
import type { INetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1';
import type { IConfigMap, IService } from 'kubernetes-models/v1';
import { type ApiObject, titleOf } from '../api-object.ts';
import { catalogue } from '../catalogue/catalogue.ts';
import { configOfStack } from '../config/config-file.ts';
import { type StackConfig } from '../config/config-schema.ts';
import { notes } from '../fixtures/more-deployables.ts';
import { plainText } from '../fixtures/plain-text.ts';
import { type Platform, platformOf } from '../platform.ts';
import { ownLabels } from '../secrets/secret-labels.ts';
import { SecretValue } from '../secrets/secret-value.ts';
import { redisStages } from './redis-objects.ts';

const production = configOfStack('production', catalogue);
const platformWith = (changes: Partial<StackConfig> = {}): Platform =>
  platformOf(catalogue, { ...production, ...changes });
const objectsOf = (platform = platformWith()): readonly ApiObject[] => redisStages(platform).flat();
const find = <T extends ApiObject>(kind: T['kind'], name: string, platform = platformWith()): T => {
  const found = objectsOf(platform).find((one) => one.kind === kind && one.metadata?.name === name);
  if (!found) throw new Error(`no ${kind} ${name}`);
  return found as T;
};
const podOf = (platform = platformWith()) => {
  const template = find<IStatefulSet>('StatefulSet', 'redis', platform).spec?.template;
  const [redis, exporter] = template?.spec?.containers ?? [];
  if (!template?.spec || !redis || !exporter) throw new Error('no pod');
  return { annotations: template.metadata?.annotations ?? {}, spec: template.spec, redis, exporter };
};
const secretOf = (name: string): Readonly<Record<string, SecretValue>> =>
  find<ApiObject & { stringData: Record<string, SecretValue> }>('Secret', name).stringData;
const ingressOf = (platform = platformWith()) =>
  find<INetworkPolicy>('NetworkPolicy', 'redis-allow', platform).spec?.ingress;
const pods = (app: string) => ({ podSelector: { matchLabels: { 'app.kubernetes.io/name': app } } });

describe('redisStages', () => {
  it('is empty where the cache is disabled', () => {
    expect(redisStages(platformWith({ redis: { ...production.redis, enabled: false } }))).toEqual([]);
  });

  it('makes what the pod stands on before the pod', () => {
    expect(redisStages(platformWith()).map((stage) => stage.map(titleOf))).toEqual([
      [
        'production/ServiceAccount redis',
        'production/NetworkPolicy redis-deny',
        'production/NetworkPolicy redis-allow',
        'production/Secret redis-acl',
        'production/Secret redis-exporter',
        'production/Secret bff-cache',
        'production/ConfigMap redis',
      ],
      ['production/Service redis', 'production/PodDisruptionBudget redis', 'production/StatefulSet redis'],
    ]);
  });
});

describe('the network policies of the cache', () => {
  it('deny all in both directions, and allow no way out', () => {
    const both = ['Ingress', 'Egress'];
    const podSelector = { matchLabels: { 'app.kubernetes.io/name': 'redis' } };
    expect(find<INetworkPolicy>('NetworkPolicy', 'redis-deny').spec).toEqual({
      podSelector,
      policyTypes: both,
    });
    expect(find<INetworkPolicy>('NetworkPolicy', 'redis-allow').spec).toMatchObject({
      podSelector,
      policyTypes: both,
    });
    expect(find<INetworkPolicy>('NetworkPolicy', 'redis-allow').spec).not.toHaveProperty('egress');
  });

  it('let in only the entries that use the cache', () => {
    const port = [{ protocol: 'TCP', port: 6379 }];
    expect(ingressOf()).toEqual([{ from: [pods('bff')], ports: port }]);
    const caching = { ...notes, uses: { ...notes.uses, caches: [{ name: 'redis', required: false }] } };
    const more: Platform = { ...platformWith(), catalogue: [...catalogue, caching] };
    expect(ingressOf(more)).toEqual([{ from: [pods('bff'), pods('notes')], ports: port }]);
  });

  it('let nobody in when no entry uses the cache', () => {
    const none: Platform = { ...platformWith(), catalogue: catalogue.filter(({ name }) => name !== 'bff') };
    expect(ingressOf(none)).toBeUndefined();
  });

  it('let Prometheus at the figures, and only where there is one', () => {
    expect(ingressOf(platformWith({ monitoring: { enabled: true } }))?.[1]).toEqual({
      from: [
        {
          namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } },
          ...pods('prometheus'),
        },
      ],
      ports: [{ protocol: 'TCP', port: 9121 }],
    });
  });
});

describe('the Secrets of the cache', () => {
  it('give each entry the active password and the exporter its own', () => {
    const { 'redis-password': password, ...rest } = secretOf('bff-cache');
    expect(rest).toEqual({});
    expect(password?.sources).toEqual([{ from: 'root', root: 1, label: ownLabels.redisApp, generation: 1 }]);
    const exporter = secretOf('redis-exporter')['passwords.json'];
    expect(exporter?.sources).toEqual([
      { from: 'root', root: 1, label: ownLabels.redisExporter, generation: 1 },
    ]);
    expect(Object.keys(JSON.parse(plainText(exporter as SecretValue)) as object)).toEqual([
      'redis://exporter@localhost:6379',
    ]);
  });

  it('are the only objects that hold secrets', () => {
    const holdsSecret = (value: unknown): boolean =>
      value instanceof SecretValue ||
      (typeof value === 'object' && value !== null && Object.values(value).some(holdsSecret));
    const holders = objectsOf().filter(holdsSecret);
    expect(holders.map(({ kind }) => kind)).toEqual(['Secret', 'Secret', 'Secret']);
  });
});

describe('the pod of the cache', () => {
  it('is started again for a new password, and for another size', () => {
    const before = podOf().annotations;
    const states = { [ownLabels.redisApp]: { root: 1, generation: 2, active: 1 } };
    const rotated = podOf(platformWith({ secrets: states })).annotations;
    const bigger = podOf(platformWith({ redis: { enabled: true, memoryMi: 256 } })).annotations;
    expect(Object.keys(before).filter((key) => before[key] !== rotated[key])).toEqual(['goalixa/acl']);
    expect(Object.keys(before).filter((key) => before[key] !== bigger[key])).toEqual(['checksum/conf']);
  });

  it('keeps a quarter of its limit free of data', () => {
    const platform = platformWith({ redis: { enabled: true, memoryMi: 256 } });
    expect(podOf(platform).redis.resources?.limits).toMatchObject({ memory: '256Mi' });
    expect(find<IConfigMap>('ConfigMap', 'redis', platform).data?.['redis.conf']).toContain(
      'maxmemory 192mb\n',
    );
  });

  it('has no secret on a command line, in a variable or in a probe', () => {
    const { exporter, redis } = podOf();
    for (const container of [redis, exporter]) {
      expect(container.env?.some(({ name }) => name === 'REDIS_PASSWORD') ?? false).toBe(false);
      expect(JSON.stringify(container)).not.toMatch(/requirepass|--pass|-a /);
    }
  });

  it('runs restricted: no root, no writable root, no capability, no token', () => {
    const { exporter, redis, spec } = podOf();
    expect(spec).toMatchObject({
      automountServiceAccountToken: false,
      securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
    });
    for (const { securityContext } of [redis, exporter])
      expect(securityContext).toEqual({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      });
  });

  it("shows each container only its own secret's files", () => {
    const mounts = ({ volumeMounts = [] }: { volumeMounts?: { name: string }[] }) =>
      volumeMounts.map(({ name }) => name);
    expect(mounts(podOf().redis)).toEqual(['data', 'conf', 'acl']);
    expect(mounts(podOf().exporter)).toEqual(['exporter']);
  });

  it.each(['redis', 'exporter'] as const)('has three probes that differ for %s', (name) => {
    const { livenessProbe, readinessProbe, startupProbe } = podOf()[name];
    const probes = [startupProbe, livenessProbe, readinessProbe].map((probe) =>
      JSON.stringify(probe ?? null),
    );
    expect(new Set(probes.filter((probe) => probe !== 'null')).size).toBe(3);
  });

  it('stays in the Service when it is not ready: an exporter that fails takes no cache away', () => {
    expect(find<IService>('Service', 'redis').spec?.publishNotReadyAddresses).toBe(true);
  });

  it('takes images from the configuration, else the pinned ones', () => {
    const digest = `redis@sha256:${'a'.repeat(64)}`;
    const images = { ...production.images, redis: digest };
    expect(podOf(platformWith({ images })).redis.image).toBe(digest);
    const { redis: _, ...without } = production.images;
    expect(podOf(platformWith({ images: without })).redis.image).toMatch(/^redis:7\.2\.\d+-alpine$/);
  });
});
