import type { Catalogue, Deployable, Route } from './deployable.ts';

/** A route and the name of the deployable that answers it. */
export interface EdgeRoute extends Route {
  readonly target: string;
}

/** The edge's table in the order in which it is tried: exact before prefix, the longest path first. */
export function routesOf(catalogue: Catalogue): readonly EdgeRoute[] {
  return catalogue
    .flatMap((app) => app.routes.map((route): EdgeRoute => ({ ...route, target: app.name })))
    .sort(byPrecedence);
}

/** The first route that takes `pathname` (decoded, without query), or `undefined`. */
export const routeFor = (routes: readonly EdgeRoute[], pathname: string): EdgeRoute | undefined =>
  routes.find(({ match, path }) => (match === 'exact' ? pathname === path : pathname.startsWith(path)));

/** The redirects (308) that a deployable's own server answers, as `[from, to]`. */
export const redirectsOf = (app: Deployable): readonly (readonly [from: string, to: string])[] =>
  app.routes.flatMap((route: Route) => (route.redirect === undefined ? [] : [[route.path, route.redirect]]));

function byPrecedence(a: EdgeRoute, b: EdgeRoute): number {
  if (a.match !== b.match) return a.match === 'exact' ? -1 : 1;
  return b.path.length - a.path.length || (a.path < b.path ? -1 : 1);
}
