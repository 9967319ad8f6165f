import type { IHTTPIngressPath, IIngress } from 'kubernetes-models/networking.k8s.io/v1';
import type { Catalogue } from '../catalogue/deployable.ts';
import { type EdgeRoute, routeFor, routesOf } from '../catalogue/routes-of.ts';
import type { Environment } from '../environment.ts';
import { labelsOf } from '../naming.ts';
import { hostSecretName, partOfHost } from './edge-names.ts';

/** F5's annotations; those of the retired community controller would do nothing. Parts inherit all but the last. */
const annotations = {
  'nginx.org/client-max-body-size': '1m',
  'nginx.org/proxy-connect-timeout': '2s',
  'nginx.org/proxy-read-timeout': '30s',
  'nginx.org/proxy-send-timeout': '30s',
  'nginx.org/server-tokens': 'False',
};

/**
 * All Ingresses of the environment's host: one, as of two with one host the older would win. Where a challenge
 * has to arrive there too, the host is put together from parts instead: one with the host's settings, one with
 * the routes, and for a while one of the certificate manager's.
 */
export function ingressesOf(catalogue: Catalogue, env: Environment): readonly IIngress[] {
  const { host } = env;
  const http = { paths: edgePathsOf(routesOf(catalogue)).map(pathOf) };
  if (!env.tls || env.certificate !== 'http01')
    return [ingressOf(env, 'goalixa', annotations, { ...tlsOf(env), rules: [{ host, http }] })];
  return [
    ingressOf(
      env,
      'goalixa',
      { ...annotations, ...partOfHost('master') },
      { ...tlsOf(env), rules: [{ host }] },
    ),
    ingressOf(env, 'goalixa-routes', partOfHost('minion'), { rules: [{ host, http }] }),
  ];
}

const ingressOf = (
  env: Environment,
  name: string,
  annotations: Readonly<Record<string, string>>,
  spec: NonNullable<IIngress['spec']>,
): IIngress => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  metadata: { name, namespace: env.namespace, labels: labelsOf('edge'), annotations },
  spec: { ingressClassName: env.ingressClass, ...spec },
});

/** Without a `secretName` the controller's wildcard certificate serves the host. */
function tlsOf({ certificate, host, tls }: Environment): Pick<NonNullable<IIngress['spec']>, 'tls'> {
  if (!tls) return {};
  return { tls: [{ hosts: [host], ...(certificate === 'wildcard' ? {} : { secretName: hostSecretName }) }] };
}

/**
 * The routes, and for each prefix such as `/bff/` the bare `/bff` as an exact path to whom the table gives
 * it: nginx would answer it with a redirect of its own, the table does not.
 */
export function edgePathsOf(routes: readonly EdgeRoute[]): readonly EdgeRoute[] {
  const bare = routes
    .filter(({ match, path }) => match === 'prefix' && path !== '/')
    .map(({ path }) => path.slice(0, -1))
    .filter((path) => !routes.some((route) => route.match === 'exact' && route.path === path))
    .flatMap((path) => {
      const taker = routeFor(routes, path);
      return taker ? [{ path, match: 'exact', target: taker.target } as const] : [];
    });
  const isExact = ({ match }: EdgeRoute): boolean => match === 'exact';
  return [...routes.filter(isExact), ...bare, ...routes.filter((route) => !isExact(route))];
}

const pathOf = ({ match, path, target }: EdgeRoute): IHTTPIngressPath => ({
  path,
  pathType: match === 'exact' ? 'Exact' : 'Prefix',
  backend: { service: { name: target, port: { name: 'http' } } },
});
