import { describe, expect, it } from '@jest/globals';
import type {
  IValidatingAdmissionPolicy,
  IValidatingAdmissionPolicyBinding,
} from 'kubernetes-models/admissionregistration.k8s.io/v1';
import { tenantAdmissionOf } from './tenant-admission.ts';
import { type Tenant, tenantsSchema } from './tenants-config.ts';

const [staging] = tenantsSchema.parse([
  { environment: 'staging', host: 'staging.goalixa.example', branch: 'staging' },
]) as [Tenant];
const objects = tenantAdmissionOf(staging);
const policies = objects.filter(
  (object): object is IValidatingAdmissionPolicy => object.kind === 'ValidatingAdmissionPolicy',
);
const bindings = objects.filter(
  (object): object is IValidatingAdmissionPolicyBinding => object.kind === 'ValidatingAdmissionPolicyBinding',
);

// What the expressions refuse, a real API server shows: test/apiserver/admission.contract.ts
describe('what the API server asks of objects of a tenant', () => {
  it('is asked about its namespace alone, and refused when it cannot be asked', () => {
    expect(policies.length).toBeGreaterThan(5);
    for (const { spec } of policies) expect(spec?.failurePolicy).toBe('Fail');
    for (const { spec } of bindings)
      expect(spec).toMatchObject({
        validationActions: ['Deny'],
        matchResources: {
          namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'staging' } },
        },
      });
  });

  it('is bound, each rule by its name, which names the tenant too', () => {
    const names = policies.map(({ metadata }) => metadata?.name);
    expect(names.filter((name) => !name?.startsWith('tenant-staging-'))).toEqual([]);
    expect(bindings.map(({ spec }) => spec?.policyName)).toEqual(names);
    expect(new Set(names).size).toBe(names.length);
  });

  it("is asked of everybody, operators too, unless the owner's controllers do the same", () => {
    const ofAll = policies.filter(({ spec }) => spec?.matchConditions === undefined);
    expect(ofAll.map(({ metadata }) => metadata?.name)).toEqual([
      'tenant-staging-services',
      'tenant-staging-ingresses',
      'tenant-staging-certificates',
    ]);
  });

  it('says why in words, as a refusal', () => {
    const said = policies.flatMap(({ spec }) => spec?.validations ?? []);
    expect(said.filter(({ message, reason }) => !message || reason !== 'Forbidden')).toEqual([]);
  });
});
