import type { IHTTPIngressPath, IIngress } from 'kubernetes-models/networking.k8s.io/v1';
import type { Catalogue } from '../catalogue/deployable.ts';
import { type EdgeRoute, routeFor, routesOf } from '../catalogue/routes-of.ts';
import type { Environment } from '../environment.ts';
import { labelsOf } from '../naming.ts';

/** F5's annotations; those of the retired community controller would do nothing. */
const annotations = {
  'nginx.org/client-max-body-size': '1m',
  'nginx.org/proxy-connect-timeout': '2s',
  'nginx.org/proxy-read-timeout': '30s',
  'nginx.org/proxy-send-timeout': '30s',
  'nginx.org/server-tokens': 'False',
};

/** The only Ingress of the environment's host: of two with one host, the older would win. */
export function ingressOf(catalogue: Catalogue, env: Environment): IIngress {
  const paths = edgePathsOf(routesOf(catalogue)).map(pathOf);
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name: 'goalixa', namespace: env.namespace, labels: labelsOf('edge'), annotations },
    spec: {
      ingressClassName: env.ingressClass,
      // No secretName: the controller's wildcard certificate serves the host.
      ...(env.tls ? { tls: [{ hosts: [env.host] }] } : {}),
      rules: [{ host: env.host, http: { paths } }],
    },
  };
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
