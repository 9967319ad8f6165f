import type { ApiObject } from '../../infra/api-object.ts';

/** An object that nobody may put into a tenant's namespace, and the same without what is wrong about it. */
export interface RefusedObject {
  readonly title: string;
  /** Who refuses it: a rule of the admission, or a quota. */
  readonly by: string;
  readonly wrong: ApiObject;
  readonly sound: ApiObject;
}

type Spec = Readonly<Record<string, unknown>>;

/** @param foreign a host of another environment */
export const refusedObjects = (
  namespace: string,
  host: string,
  foreign: string,
): readonly RefusedObject[] => [
  ...services(namespace),
  ...ingresses(namespace, host, foreign),
  ...certificates(namespace, host, foreign),
  ...pods(namespace),
];

function services(namespace: string): RefusedObject[] {
  const service = (spec: Spec): ApiObject => ({
    ...{ apiVersion: 'v1', kind: 'Service', metadata: { name: 'intruder', namespace } },
    ...{ spec: { selector: { a: 'b' }, ports: [{ port: 443 }], ...spec } },
  });
  const sound = service({});
  const by = `tenant-${namespace}-services`;
  return [
    { title: 'a Service at an address of others', by, sound, wrong: service({ externalIPs: ['10.0.1.11'] }) },
    {
      title: 'a Service that is a name of others',
      by,
      sound,
      wrong: service({ type: 'ExternalName', externalName: 'core-api.production.svc.cluster.local' }),
    },
    {
      title: 'a Service on the ports of all nodes',
      by: 'exceeded quota: tenant',
      sound,
      wrong: service({ type: 'NodePort' }),
    },
  ];
}

function ingresses(namespace: string, host: string, foreign: string): RefusedObject[] {
  const backend = { service: { name: 'web', port: { name: 'http' } } };
  const ingress = (
    spec: Spec,
    annotations: Readonly<Record<string, string>> = {},
    paths: readonly string[] = ['/login'],
  ): ApiObject => {
    const metadata = { name: 'intruder', namespace, annotations };
    const http = { paths: paths.map((path) => ({ path, pathType: 'Prefix', backend })) };
    return {
      ...{ apiVersion: 'networking.k8s.io/v1', kind: 'Ingress' },
      metadata,
      ...{ spec: { ingressClassName: 'nginx', rules: [{ host, http }], tls: [{ hosts: [host] }], ...spec } },
    };
  };
  const minion = { 'nginx.org/mergeable-ingress-type': 'minion' };
  // As the certificate manager makes it for a challenge, with what other tools note about their objects.
  const notes = {
    'nginx.ingress.kubernetes.io/whitelist-source-range': '0.0.0.0/0,::/0',
    'argocd.argoproj.io/tracking-id': `${namespace}-edge:networking.k8s.io/Ingress:${namespace}/intruder`,
    'kubectl.kubernetes.io/last-applied-configuration': '{}',
    'pulumi.com/patchForce': 'true',
  };
  const sound = ingress({}, { ...minion, ...notes }, ['/.well-known/acme-challenge/aB_9-x']);
  const titled = (title: string, wrong: ApiObject): RefusedObject => ({
    ...{ title: `an Ingress ${title}`, by: `tenant-${namespace}-ingresses`, sound, wrong },
  });
  return [
    titled("for another environment's host", ingress({ rules: [{ host: foreign }] })),
    titled('for its own host and one below it', ingress({ rules: [{ host }, { host: `a.${host}` }] })),
    titled("that is a part of another environment's", ingress({ rules: [{ host: foreign }] }, minion)),
    titled('for every host', ingress({ rules: [{}] })),
    titled(
      'without a host',
      ingress({ rules: undefined, defaultBackend: { service: { name: 'web', port: { number: 80 } } } }),
    ),
    titled(
      'with the certificate of another host',
      ingress({ tls: [{ hosts: [host, foreign], secretName: 'a' }] }),
    ),
    ...Object.entries(refusedAnnotations).map(([key, value]) =>
      titled(`with the annotation ${key} ${value}`, ingress({}, { [key]: value })),
    ),
    titled('with a path at which nginx stops', ingress({}, {}, ['/a{1,2}'])),
    titled('with a path twice, at which nginx stops', ingress({}, {}, ['/a', '/b', '/a'])),
  ];
}

const refusedAnnotations = {
  'cert-manager.io/cluster-issuer': 'acme',
  'acme.cert-manager.io/http01-edit-in-place': 'true',
  // The second port is one that the controller itself is asked at: nginx would not load any configuration again.
  'nginx.org/listen-ports': '80,8081',
  'nginx.com/slow-start': '10s',
  'appprotect.f5.com/app-protect-enable': 'True',
  'nginx.org/client-max-body-size': '99999999999999999999m',
  'nginx.org/proxy-read-timeout': '99999999999999999999s',
};

function certificates(namespace: string, host: string, foreign: string): RefusedObject[] {
  const certificate = (spec: Spec): ApiObject => ({
    ...{ apiVersion: 'cert-manager.io/v1', kind: 'Certificate', metadata: { name: 'intruder', namespace } },
    ...{
      spec: {
        ...{ secretName: 'a', issuerRef: { kind: 'ClusterIssuer', name: 'acme' }, dnsNames: [host], ...spec },
      },
    },
  });
  const others: Readonly<Record<string, Spec>> = {
    "another environment's host": { dnsNames: [foreign] },
    'all hosts below one': { dnsNames: [host, `*.${host}`] },
    'a common name': { commonName: foreign },
    'a literal subject': { literalSubject: `CN=${foreign}` },
    'an address': { ipAddresses: ['10.0.1.11'] },
    'no name': { dnsNames: undefined, uris: ['spiffe://goalixa.example/a'] },
  };
  return Object.entries(others).map(([title, spec]) => ({
    title: `a Certificate for ${title}`,
    by: `tenant-${namespace}-certificates`,
    sound: certificate({}),
    wrong: certificate(spec),
  }));
}

/** As their controllers would make them. */
function pods(namespace: string): RefusedObject[] {
  const securityContext = { runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: 'RuntimeDefault' } };
  const ofContainer = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };
  const pod = (spec: Spec, limits: Spec = {}): ApiObject => ({
    ...{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'intruder', namespace } },
    ...{
      spec: {
        securityContext,
        containers: [{ name: 'a', image: 'a', securityContext: ofContainer, resources: { limits } }],
        ...spec,
      },
    },
  });
  const sound = pod({}, { memory: '64Mi', 'ephemeral-storage': '64Mi' });
  const [priority, quota] = ['exceeded quota: tenant-priority', 'exceeded quota: tenant'];
  return [
    {
      title: 'a pod that pushes others from their nodes',
      ...{ by: priority, sound, wrong: pod({ priorityClassName: 'system-node-critical' }) },
    },
    {
      title: 'a pod that may take all memory of its node',
      ...{ by: `${quota}, requested: limits.memory`, sound, wrong: withLimit('memory', '512Gi') },
    },
    {
      title: 'a pod that may fill the disk of its node',
      by: `${quota}, requested: limits.ephemeral-storage`,
      ...{ sound, wrong: withLimit('ephemeral-storage', '512Gi') },
    },
  ];

  function withLimit(what: string, limit: string): ApiObject {
    const request = { cpu: '1m', memory: '1Mi', 'ephemeral-storage': '1Mi' };
    const resources = { requests: request, limits: { [what]: limit } };
    return pod({ containers: [{ name: 'a', image: 'a', securityContext: ofContainer, resources }] });
  }
}
