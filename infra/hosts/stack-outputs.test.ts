import { describe, expect, it } from '@jest/globals';
import { tenancyOf } from './stack-outputs.ts';

const parties = { owner: 'organization/goalixa/production', tenant: 'staging', environment: 'staging' };
const outputs = { clusterIdentifier: { value: 'goalixa-production' }, tenants: { value: ['staging'] } };
const header =
  'The stack "staging" is a tenant of "organization/goalixa/production", which does not tell it what it needs:\n';
const wayOut = '\nBring the owner up to this version first: npm run stack -- up production';

describe('tenancyOf', () => {
  it.each([
    ['is missing', { clusterIdentifier: {} }, 'output "clusterIdentifier": missing'],
    [
      'is empty',
      { clusterIdentifier: { value: '' } },
      'output "clusterIdentifier": must be the name of a cluster',
    ],
    [
      'is of another type',
      { tenants: { value: 'staging' } },
      'output "tenants": must be a list of environments',
    ],
    [
      'holds another type',
      { tenants: { value: ['staging', 1] } },
      'output "tenants": must be a list of environments',
    ],
    [
      'is a secret there',
      { clusterIdentifier: { secretValue: 'canary' } },
      'output "clusterIdentifier": is a secret there; only plain outputs are read from another stack',
    ],
  ])('refuses an output that %s', (_what, change, problem) => {
    expect(() => tenancyOf({ ...outputs, ...change }, parties)).toThrow(
      new Error(`${header}  ${problem}${wayOut}`),
    );
  });

  it('lists everything that is wrong at once', () => {
    const neither = { clusterIdentifier: {}, tenants: {} };
    expect(() => tenancyOf(neither, parties)).toThrow(
      new Error(`${header}  output "clusterIdentifier": missing\n  output "tenants": missing${wayOut}`),
    );
  });

  it('refuses an environment that is no tenant of the owner', () => {
    expect(() => tenancyOf(outputs, { ...parties, tenant: 'pr-7', environment: 'preview' })).toThrow(
      new Error(
        'The stack "pr-7" wants to be a tenant of "organization/goalixa/production", which has none for the ' +
          'environment "preview". Add it to goalixa:tenants in Pulumi.production.yaml, then: ' +
          'npm run stack -- up production',
      ),
    );
  });

  it('answers what the owner says', () => {
    expect(tenancyOf(outputs, parties)).toEqual({
      clusterIdentifier: 'goalixa-production',
      tenants: ['staging'],
    });
  });
});
