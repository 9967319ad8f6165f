import { describe, expect, it } from '@jest/globals';
import { graphOf } from './graph-of.ts';
import type { Registered } from './recording-monitor.ts';

const stack = 'production';
const urn = (type: string, name: string) => `urn:pulumi:${stack}::goalixa::${type}::${name}`;
const resource = (changes: Partial<Registered>): Registered => ({
  ...{ type: '', name: '', custom: true, parent: '', provider: '', protect: false, retainOnDelete: false },
  ...{ dependencies: [], aliases: [], ignoreChanges: [], additionalSecretOutputs: [], inputs: {} },
  ...changes,
});
const box = (type: string, name: string) => resource({ type, name, custom: false });
const map = 'kubernetes:core/v1:ConfigMap';

describe('graphOf', () => {
  it('draws an arrow for what really waits, once, and none inside a box', () => {
    const [redis, gitops] = ['goalixa:infra:Redis', 'goalixa:infra:Gitops'];
    const inRedis = ['a', 'b'].map((name) =>
      resource({ type: map, name: `redis-${name}`, parent: urn(redis, 'redis') }),
    );
    const urns = inRedis.map(({ name }) => urn(`${redis}$${map}`, name));
    const later = resource({
      type: map,
      name: 'gitops-c',
      parent: urn(gitops, 'gitops'),
      dependencies: urns,
    });
    const inside = resource({ type: map, name: 'redis-d', parent: urn(redis, 'redis'), dependencies: urns });
    const boxes = [box(redis, 'redis'), box(gitops, 'gitops')];
    expect(graphOf(stack, [...boxes, ...inRedis, later, inside])).toBe(
      'flowchart TD\n  redis["Redis: 3"]\n  gitops["Gitops: 1"]\n  redis --> gitops\n',
    );
  });

  it('draws an arrow from where the provider of a resource is', () => {
    const [cluster, redis] = ['goalixa:infra:Cluster', 'goalixa:infra:Redis'];
    const type = 'pulumi:providers:kubernetes';
    const parent = urn(cluster, 'cluster');
    const provider = resource({ type, name: 'cluster-provider', parent });
    const reference = `${urn(`${cluster}$${type}`, 'cluster-provider')}::id`;
    const config = { type: map, name: 'redis-a', parent: urn(redis, 'redis'), provider: reference };
    const boxes = [box(cluster, 'cluster'), box(redis, 'redis')];
    expect(graphOf(stack, [...boxes, provider, resource(config)])).toContain('cluster --> redis\n');
  });
});
