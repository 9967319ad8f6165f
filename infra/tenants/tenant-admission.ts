import type {
  IValidatingAdmissionPolicy,
  IValidatingAdmissionPolicyBinding,
} from 'kubernetes-models/admissionregistration.k8s.io/v1';
import type { ApiObject } from '../api-object.ts';
import { type AdmissionRule, admissionRulesOf, tenantsHands } from './admission-rules.ts';
import type { Tenant } from './tenants-config.ts';

/**
 * What the API server itself refuses in a tenant's namespace, where neither Role nor quota can: objects of
 * the whole cluster, two for each rule, which ask about this namespace alone.
 */
export const tenantAdmissionOf = (tenant: Tenant): readonly ApiObject[] =>
  admissionRulesOf(tenant).flatMap((rule) => [policyOf(tenant, rule), bindingOf(tenant, rule)]);

const nameOf = ({ environment }: Tenant, { name }: AdmissionRule): string => `tenant-${environment}-${name}`;

const policyOf = (tenant: Tenant, rule: AdmissionRule): IValidatingAdmissionPolicy => ({
  apiVersion: 'admissionregistration.k8s.io/v1',
  kind: 'ValidatingAdmissionPolicy',
  metadata: { name: nameOf(tenant, rule) },
  spec: {
    failurePolicy: 'Fail',
    matchConstraints: {
      resourceRules: rule.kinds.map(({ group, resources }) => ({
        apiGroups: [group],
        apiVersions: ['v1'],
        operations: [...rule.operations],
        resources: [...resources],
      })),
    },
    ...(rule.ofTenant
      ? { matchConditions: [{ name: 'of-the-tenant', expression: tenantsHands(tenant) }] }
      : {}),
    validations: rule.validations.map((validation) => ({ ...validation, reason: 'Forbidden' })),
  },
});

const bindingOf = (tenant: Tenant, rule: AdmissionRule): IValidatingAdmissionPolicyBinding => ({
  apiVersion: 'admissionregistration.k8s.io/v1',
  kind: 'ValidatingAdmissionPolicyBinding',
  metadata: { name: nameOf(tenant, rule) },
  spec: {
    policyName: nameOf(tenant, rule),
    validationActions: ['Deny'],
    matchResources: {
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': tenant.environment } },
    },
  },
});
