import type { IClusterIssuer } from '@kubernetes-models/cert-manager/cert-manager.io/v1';
import type { ApiObject } from '../api-object.ts';
import { labelsOf } from '../naming.ts';
import { configSecret } from '../secrets/secret-value.ts';
import type { EdgeConfig } from './edge-config.ts';
import { certManagerNamespace, issuerName, partOfHost } from './edge-names.ts';

const directories: Readonly<Record<EdgeConfig['authority'], string>> = {
  production: 'https://acme-v02.api.letsencrypt.org/directory',
  staging: 'https://acme-staging-v02.api.letsencrypt.org/directory',
};

const token = { name: 'dns-token', key: 'token' } as const;

/** The authority that certificates come from, and how it is shown that the host is ours. */
export const clusterIssuerOf = (edge: EdgeConfig): IClusterIssuer => ({
  apiVersion: 'cert-manager.io/v1',
  kind: 'ClusterIssuer',
  metadata: { name: issuerName, labels: labelsOf('edge') },
  spec: {
    acme: {
      server: directories[edge.authority],
      ...(edge.email === undefined ? {} : { email: edge.email }),
      // The manager makes it: a key per authority, as each has accounts of its own.
      privateKeySecretRef: { name: `acme-account-${edge.authority}` },
      solvers: [solverOf(edge)],
    },
  },
});

/** What the issuer reads; a ClusterIssuer looks in the manager's own namespace. */
export const issuerSecrets = ({ certificates }: EdgeConfig): readonly ApiObject[] =>
  certificates.challenge === 'dns01'
    ? [
        {
          apiVersion: 'v1',
          kind: 'Secret',
          metadata: { name: token.name, namespace: certManagerNamespace, ...{ labels: labelsOf('edge') } },
          ...{ type: 'Opaque', stringData: { [token.key]: configSecret('dnsToken') } },
        },
      ]
    : [];

type Solver = NonNullable<NonNullable<NonNullable<IClusterIssuer['spec']>['acme']>['solvers']>[number];

function solverOf({ certificates, ingressClass }: EdgeConfig): Solver {
  if (certificates.challenge === 'http01')
    return {
      http01: {
        ingress: {
          ingressClassName: ingressClass,
          serviceType: 'ClusterIP',
          // Else it would compete with the host's own Ingress, and lose.
          ingressTemplate: { metadata: { annotations: partOfHost('minion') } },
        },
      },
    };
  return {
    dns01:
      certificates.provider === 'cloudflare'
        ? { cloudflare: { apiTokenSecretRef: token } }
        : { digitalocean: { tokenSecretRef: token } },
  };
}
