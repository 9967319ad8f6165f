import type { AdmissionRule } from './admission-rules.ts';

/** Settings of the edge that a tenant's Ingresses may have: a test compares them with those that `edge` writes. */
export const edgeAnnotations = [
  ...['client-max-body-size', 'mergeable-ingress-type', 'server-tokens'],
  ...['proxy-connect-timeout', 'proxy-read-timeout', 'proxy-send-timeout'],
].map((name) => `nginx.org/${name}`);

/** Domains of the keys that the controllers of the edge read; those of other tools have no effect there. */
const edgeDomains = '^([^/]*[.])?(nginx[.](org|com)|f5[.]com|cert-manager[.]io)/';

/** The controller takes numbers of any size, at which nginx stops. */
export const edgeValue = '^([1-9][0-9]{0,2}[kms]|True|False|master|minion)$';

/** The controller takes `{1,2}` in a path, at which nginx stops. */
const plainPath = '^/[A-Za-z0-9._~/-]*$';

const pathsOf = (condition: string): string =>
  `!has(object.spec.rules) || object.spec.rules.all(rule, !has(rule.http) || rule.http.paths.all(item, ${condition}))`;

/**
 * Of two Ingresses with one host the older wins, and of a mergeable one anybody may add parts. All environments
 * share one nginx: a setting that it refuses, such as a port that is taken, would freeze all of them.
 */
export const ingressesOf = (host: string): AdmissionRule => ({
  name: 'ingresses',
  kinds: [{ group: 'networking.k8s.io', resources: ['ingresses'] }],
  operations: ['CREATE', 'UPDATE'],
  validations: [
    {
      expression: `has(object.spec.rules) && object.spec.rules.all(rule, has(rule.host) && rule.host == '${host}')`,
      message: `the host of each rule must be ${host}`,
    },
    {
      expression: `!has(object.spec.tls) || object.spec.tls.all(tls, !has(tls.hosts) || tls.hosts.all(host, host == '${host}'))`,
      message: `the only host of tls must be ${host}`,
    },
    {
      expression: `!has(object.metadata.annotations) || object.metadata.annotations.all(key, !key.matches('${edgeDomains}') || key in [${edgeAnnotations.map((key) => `'${key}'`).join(', ')}])`,
      message: `of the edge's annotations only these are taken: ${edgeAnnotations.join(', ')}`,
    },
    {
      expression: `!has(object.metadata.annotations) || object.metadata.annotations.all(key, !key.matches('${edgeDomains}') || object.metadata.annotations[key].matches('${edgeValue}'))`,
      message:
        'an annotation of the edge must be a number from 1 to 999 with k, m or s, or a word that it knows',
    },
    {
      expression: pathsOf(`has(item.path) && item.path.matches('${plainPath}')`),
      message: 'a path must have letters, digits and - . _ ~ / only',
    },
    {
      expression: pathsOf(
        "rule.http.paths.exists_one(other, other.path == item.path && (other.pathType == 'Exact') == (item.pathType == 'Exact'))",
      ),
      message: 'no path may be there twice',
    },
  ],
});
