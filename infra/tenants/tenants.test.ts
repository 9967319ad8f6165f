import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Registered } from '../guard/recording-monitor.ts';
import { recordedProgram } from '../guard/recorded-program.ts';
import { committedStack } from '../guard/stack-input.ts';

// Each run of the program is a process of its own.
jest.setTimeout(60_000);

let owner: readonly Registered[];
let tenant: readonly Registered[];
beforeAll(async () => {
  ({ registered: owner } = await recordedProgram(committedStack('production')));
  ({ registered: tenant } = await recordedProgram(committedStack('staging')));
}, 60_000);

const inTenants = (registered: readonly Registered[]) =>
  registered.filter(({ name }) => name.startsWith('tenants-'));
const waitsFor = (name: string): string[] =>
  owner
    .filter((resource) => resource.name === name)
    .flatMap(({ dependencies }) => dependencies.map((urn) => urn.split('::').at(-1) ?? ''));

describe('Tenants', () => {
  it("registers nothing in a tenant's stack: its namespace is another stack's", () => {
    expect(inTenants(tenant)).toEqual([]);
  });

  it('makes a namespace for its own environment and for each tenant', () => {
    const namespaces = inTenants(owner).filter(({ type }) => type === 'kubernetes:core/v1:Namespace');
    expect(namespaces.map(({ name }) => name)).toEqual([
      'tenants-namespace-production',
      'tenants-namespace-staging',
    ]);
  });

  it('makes no account and no quota for its own environment', () => {
    const own = inTenants(owner).filter(({ name }) => name.includes('-production'));
    expect(own.map(({ name }) => name).sort()).toEqual([
      'tenants-limitrange-production-defaults',
      'tenants-namespace-production',
      'tenants-networkpolicy-production-default-deny',
    ]);
  });

  it('makes what is in a namespace after it, and the token after its account', () => {
    expect(waitsFor('tenants-networkpolicy-staging-default-deny')).toEqual(['tenants-namespace-staging']);
    expect(waitsFor('tenants-limitrange-production-defaults')).toEqual(['tenants-namespace-production']);
    expect(waitsFor('tenants-secret-staging-tenant-stack-token')).toEqual(
      expect.arrayContaining(['tenants-namespace-staging', 'tenants-serviceaccount-staging-tenant-stack']),
    );
  });

  it('makes namespaces, their defaults and denials before anything that runs in them', () => {
    const ours = owner.filter(({ name }) => /^(redis|postgres)-.*-production-/.test(name));
    expect(ours.length).toBeGreaterThan(10);
    for (const { dependencies } of ours.filter(({ type }) => !type.startsWith('kubernetes:helm')))
      expect(dependencies.join()).toContain('::tenants-networkpolicy-production-default-deny');
  });

  it("marks what the tenant's token Secret will hold as secret", () => {
    const token = owner.find(({ name }) => name === 'tenants-secret-staging-tenant-stack-token');
    expect(token?.additionalSecretOutputs).toEqual(['data', 'stringData']);
  });
});
