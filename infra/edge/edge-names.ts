import { peers } from '../naming.ts';

/** The issuer of all certificates in the cluster, and where its secrets are. */
export const issuerName = 'acme';
export const certManagerNamespace = 'cert-manager';

/** Namespace of the ingress controller. */
export const edgeNamespace = peers.edge.namespace;

/** The Secret with the certificate of every host that has none of its own; the controller serves it. */
export const wildcardSecretName = 'wildcard-tls';

/** The Secret with the certificate of an environment's host, where it has one of its own. */
export const hostSecretName = 'goalixa-tls';

/** The pods that answer a challenge: their label and their port are the certificate manager's. */
export const solver = { labels: { 'acme.cert-manager.io/http01-solver': 'true' }, port: 8089 } as const;

/** Marks Ingresses of one host that the controller puts together; of others the oldest would win. */
export const partOfHost = (part: 'master' | 'minion') => ({ 'nginx.org/mergeable-ingress-type': part });
