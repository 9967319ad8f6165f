import { argocdNamespace } from '../gitops/argocd.ts';
import { ingressesOf } from './ingress-rule.ts';
import { defaultDenyName } from './namespace-objects.ts';
import { tokenType } from './tenant-access.ts';
import { tenantAccount } from './tenant-account.ts';
import type { Tenant } from './tenants-config.ts';

type Operation = 'CREATE' | 'UPDATE' | 'DELETE';

/** What the API server asks of objects in a tenant's namespace. `expression`s are CEL. */
export interface AdmissionRule {
  readonly name: string;
  readonly kinds: readonly { readonly group: string; readonly resources: readonly string[] }[];
  readonly operations: readonly Operation[];
  /** Whether only what the tenant has a hand in is asked; else everybody, operators too. */
  readonly ofTenant?: true;
  readonly validations: readonly { readonly expression: string; readonly message: string }[];
}

const changes: readonly Operation[] = ['CREATE', 'UPDATE'];

export const admissionRulesOf = ({ environment, host }: Tenant): readonly AdmissionRule[] => [
  services,
  ingressesOf(host),
  certificatesOf(host),
  guardsOf(environment),
  tokens,
  derived,
];

/** Whose changes are the tenant's: its stack's, and those of Argo CD, which applies its branch. */
export const tenantsHands = ({ environment }: Tenant): string =>
  `request.userInfo.username == 'system:serviceaccount:${environment}:${tenantAccount}' || ` +
  `request.userInfo.username.startsWith('system:serviceaccount:${argocdNamespace}:')`;

const services: AdmissionRule = {
  name: 'services',
  kinds: [{ group: '', resources: ['services'] }],
  operations: changes,
  validations: [
    {
      expression: '!has(object.spec.externalIPs)',
      message: 'externalIPs would take the calls of other pods to these addresses',
    },
    {
      expression: "object.spec.type != 'ExternalName'",
      message: 'ExternalName would lead the edge out of the namespace',
    },
  ],
};

const certificatesOf = (host: string): AdmissionRule => ({
  name: 'certificates',
  kinds: [{ group: 'cert-manager.io', resources: ['certificates'] }],
  operations: changes,
  validations: [
    {
      expression: `has(object.spec.dnsNames) && object.spec.dnsNames.all(name, name == '${host}')`,
      message: `the only name must be ${host}`,
    },
    {
      expression: ['commonName', 'emailAddresses', 'ipAddresses', 'literalSubject', 'otherNames', 'uris']
        .map((field) => `!has(object.spec.${field})`)
        .join(' && '),
      message: 'names other than dnsNames are not given',
    },
  ],
});

/** What the owner put there, of kinds that the tenant has objects of its own of. */
const guardsOf = (environment: string): AdmissionRule => ({
  name: 'guards',
  kinds: [
    { group: 'networking.k8s.io', resources: ['networkpolicies'] },
    { group: '', resources: ['serviceaccounts'] },
  ],
  operations: ['UPDATE', 'DELETE'],
  ofTenant: true,
  validations: [
    {
      expression: `!(oldObject.metadata.name in ['${defaultDenyName}', '${tenantAccount}'])`,
      message: `belongs to the stack that owns the cluster, as all that holds ${environment} does`,
    },
  ],
});

/** A second token would outlive the first one's withdrawal, and may be another account's. */
const tokens: AdmissionRule = {
  name: 'tokens',
  kinds: [{ group: '', resources: ['secrets'] }],
  operations: ['CREATE', 'UPDATE', 'DELETE'],
  ofTenant: true,
  validations: [
    {
      expression: `(object == null ? oldObject : object).type != '${tokenType}'`,
      message: 'tokens of accounts are made and withdrawn by the stack that owns the cluster',
    },
  ],
};

/** The AppProject has to list these kinds for Argo CD to show them; hand-made ones would lead calls anywhere. */
const derived: AdmissionRule = {
  name: 'derived',
  kinds: [
    { group: '', resources: ['endpoints', 'pods'] },
    { group: 'apps', resources: ['replicasets'] },
    { group: 'discovery.k8s.io', resources: ['endpointslices'] },
  ],
  operations: changes,
  ofTenant: true,
  validations: [{ expression: 'false', message: 'is made by controllers only' }],
};
