import { describe, expect, it } from '@jest/globals';
import { type Data, production, specOf, staging, withPostgres } from './testing/stack-objects-of.ts';

describe('a Cluster', () => {
  it('has no superuser that logs in, and lets in only the logins of its own databases', () => {
    const spec = specOf(production, 'Cluster', 'authdb');
    expect(spec['enableSuperuserAccess']).toBe(false);
    expect((spec['postgresql'] as Data)['pg_hba']).toEqual([
      'host authdb +authdb_owner all scram-sha-256',
      'host authdb +authdb_app all scram-sha-256',
      'host all all all reject',
    ]);
  });

  it('runs the configured image, else the pinned version', () => {
    const postgres = `ghcr.io/cloudnative-pg/postgresql:16@sha256:${'a'.repeat(64)}`;
    const pinned = { ...staging, images: { ...staging.images, postgres } };
    expect(specOf(pinned, 'Cluster', 'postgres')['imageName']).toBe(postgres);
    expect(specOf(staging, 'Cluster', 'postgres')['imageName']).toMatch(/:16\.\d+-standard-/);
  });

  it('asks for the configured volume, class and memory, and gives PostgreSQL a quarter of that', () => {
    const cluster = { ...staging.cluster, storageClass: 'fast' };
    const changed = { ...withPostgres(staging, { storage: '7Gi', memoryMi: 640 }), cluster };
    const spec = specOf(changed, 'Cluster', 'postgres');
    expect(spec['storage']).toEqual({ size: '7Gi', storageClass: 'fast' });
    expect(spec['resources']).toEqual({
      requests: { cpu: '50m', memory: '640Mi' },
      limits: { memory: '640Mi' },
    });
    expect((spec['postgresql'] as Data)['parameters']).toMatchObject({ shared_buffers: '160MB' });
  });

  it('keeps copies on different nodes, confirms a write by two, and switches over for an update', () => {
    expect(specOf(production, 'Cluster', 'goalixa')).toMatchObject({
      instances: 3,
      affinity: { enablePodAntiAffinity: true, podAntiAffinityType: 'required' },
      enablePDB: true,
      primaryUpdateMethod: 'switchover',
      postgresql: { synchronous: { method: 'any', number: 1, dataDurability: 'preferred' } },
    });
  });

  it('of one instance blocks no drain and waits for no standby', () => {
    const spec = specOf(staging, 'Cluster', 'postgres');
    expect(spec).toMatchObject({ instances: 1, enablePDB: false, primaryUpdateMethod: 'restart' });
    expect(spec['postgresql']).not.toHaveProperty('synchronous');
  });

  it('stops and switches over within minutes: the defaults are an hour', () => {
    const { smartShutdownTimeout, stopDelay, switchoverDelay } = specOf(staging, 'Cluster', 'postgres');
    expect([smartShutdownTimeout, stopDelay, switchoverDelay]).toEqual([15, 120, 120]);
  });
});
