import type { ICertificate } from '@kubernetes-models/cert-manager/cert-manager.io/v1';
import type { Environment } from '../environment.ts';
import { labelsOf } from '../naming.ts';
import { edgeNamespace, hostSecretName, issuerName, wildcardSecretName } from './edge-names.ts';

/** For the public host and all hosts one level below it: tenants' and previews' too. */
export const wildcardCertificateOf = ({ host }: Environment): ICertificate =>
  certificateOf(edgeNamespace, wildcardSecretName, [host, `*.${host}`]);

/** For the environment's host alone, in its own namespace. */
export function hostCertificateOf({ certificate, host, namespace }: Environment): ICertificate {
  const own = certificateOf(namespace, hostSecretName, [host]);
  if (certificate !== 'http01') return own;
  // Without any certificate the controller refuses the handshake to which it redirects the challenge.
  const annotations = { 'cert-manager.io/issue-temporary-certificate': 'true' };
  return { ...own, metadata: { ...own.metadata, annotations } };
}

const certificateOf = (namespace: string, name: string, dnsNames: string[]): ICertificate => ({
  apiVersion: 'cert-manager.io/v1',
  kind: 'Certificate',
  metadata: { name, namespace, labels: labelsOf('edge') },
  spec: {
    secretName: name,
    dnsNames,
    privateKey: { algorithm: 'ECDSA', size: 256, rotationPolicy: 'Always' },
    issuerRef: { group: 'cert-manager.io', kind: 'ClusterIssuer', name: issuerName },
  },
});
