import { describe, expect, it } from '@jest/globals';
import { manifestProblems } from '../render/validate.ts';
import { stackModels } from '../fixtures/stack-models.ts';
import { cloudController } from './cloud-controller.ts';

const objects = cloudController('goalixa-production', 'the-token');

describe('cloudController', () => {
  it.each(objects.map((object) => [object.kind, object] as const))(
    'is good and without unknown fields: %s',
    (_, object) => {
      expect(manifestProblems(object, stackModels)).toEqual([]);
    },
  );

  it('holds the token in the Secret only', () => {
    const holders = objects.filter((object) => JSON.stringify(object).includes('the-token'));
    expect(holders.map(({ kind }) => kind)).toEqual(['Secret']);
  });

  it('runs before a node is initialised, and where the metadata can be reached', () => {
    const text = JSON.stringify(objects);
    expect(text).toContain('"key":"node.cloudprovider.kubernetes.io/uninitialized","value":"true"');
    expect(text).toContain('"hostNetwork":true');
  });

  it('makes no load balancer and no route', () => {
    const text = JSON.stringify(objects);
    expect(text).toContain('{"name":"HCLOUD_LOAD_BALANCERS_ENABLED","value":"false"}');
    expect(text).toContain('{"name":"HCLOUD_NETWORK_ROUTES_ENABLED","value":"false"}');
  });
});
