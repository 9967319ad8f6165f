import { describe, expect, it } from '@jest/globals';
import type { StackConfig } from '../config/config-schema.ts';
import {
  type Data,
  find,
  objectsOf,
  preview,
  production,
  specOf,
  staging,
} from './testing/stack-objects-of.ts';

describe('roles', () => {
  it('cannot log in; their logins inherit nothing and read their password from a Secret', () => {
    expect(specOf(staging, 'DatabaseRole', 'goalixa-app')).toEqual({
      cluster: { name: 'postgres' },
      name: 'goalixa_app',
      login: false,
      databaseRoleReclaimPolicy: 'retain',
    });
    expect(specOf(staging, 'DatabaseRole', 'goalixa-app-b')).toEqual({
      cluster: { name: 'postgres' },
      name: 'goalixa_app_b',
      login: true,
      inherit: false,
      inRoles: ['goalixa_app'],
      passwordSecret: { name: 'goalixa-app-b' },
      databaseRoleReclaimPolicy: 'retain',
    });
  });

  it('have no power over the server', () => {
    const powers = ['superuser', 'createdb', 'createrole', 'replication', 'bypassrls'];
    const roles = objectsOf(production).filter(({ kind }) => kind === 'DatabaseRole');
    expect(roles).toHaveLength(12);
    for (const role of roles)
      for (const power of powers) expect((role as unknown as { spec: Data }).spec).not.toHaveProperty(power);
  });

  it('are read again by the operator when their Secret changes', () => {
    const secret = find(staging, 'Secret', 'authdb-owner-a');
    expect(secret).toMatchObject({
      type: 'kubernetes.io/basic-auth',
      metadata: { labels: { 'cnpg.io/reload': 'true' } },
      stringData: { username: 'authdb_owner_a' },
    });
  });

  it('go with their database in a preview only', () => {
    const policies = (config: StackConfig) => [
      specOf(config, 'Database', 'goalixa')['databaseReclaimPolicy'],
      specOf(config, 'DatabaseRole', 'goalixa-owner')['databaseRoleReclaimPolicy'],
    ];
    expect(policies(preview)).toEqual(['delete', 'delete']);
    expect(policies(production)).toEqual(['retain', 'retain']);
  });
});

describe('a Database', () => {
  it("belongs with its schema to the owner's role and sorts as the twin's", () => {
    expect(specOf(production, 'Database', 'authdb')).toMatchObject({
      owner: 'authdb_owner',
      schemas: [{ name: 'public', owner: 'authdb_owner' }],
      template: 'template0',
      encoding: 'UTF8',
      locale: 'C',
    });
  });
});
