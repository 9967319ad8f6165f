import type { Route } from './deployable.ts';
import type { Check } from './problem.ts';
import { routeFor, routesOf } from './routes-of.ts';

const name: Check = ({ name }, catalogue) => [
  ...(catalogue.filter((other) => other.name === name).length > 1
    ? [{ field: 'name', message: `two entries are named "${name}"` }]
    : []),
  ...(/^(?=.{1,40}$)[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)
    ? []
    : [{ field: 'name', message: 'use up to 40 lower-case letters, digits and single dashes' }]),
];

const routes: Check = ({ kind, name, routes }, catalogue) =>
  routes.flatMap((route: Route, index) => {
    const same = routesOf(catalogue).filter(
      ({ match, path }) => match === route.match && path === route.path,
    );
    const others = [...new Set(same.map(({ target }) => target).filter((target) => target !== name))];
    const messages = [];
    if (kind === 'job') messages.push('a job answers no requests: remove the route');
    if (others.length > 0)
      messages.push(`${route.match} "${route.path}" is also a route of ${others.join(', ')}`);
    if (routes.filter(({ match, path }) => match === route.match && path === route.path).length > 1)
      messages.push(`${route.match} "${route.path}" is listed twice`);
    if (!isPath(route)) messages.push(`"${route.path}" must start with "/" and end with it only as a prefix`);
    return messages.map((message) => ({ field: `routes[${index}].path`, message }));
  });

const redirects: Check = ({ kind, routes }, catalogue) =>
  routes.flatMap((route: Route, index) => {
    if (route.redirect === undefined) return [];
    const target = routeFor(routesOf(catalogue), route.redirect);
    const messages = [];
    if (kind !== 'static') messages.push('only a static site answers redirects');
    if (route.match !== 'exact') messages.push('only an exact path can redirect');
    if (!target || target.redirect !== undefined) messages.push(`nobody serves "${route.redirect}"`);
    return messages.map((message) => ({ field: `routes[${index}].redirect`, message }));
  });

const calls: Check = ({ name, uses }, catalogue) =>
  uses.services.flatMap((use, index) => {
    const field = `uses.services[${index}]`;
    if (use.name === name) return [{ field, message: 'an entry does not call itself' }];
    const callee = catalogue.find((other) => other.name === use.name);
    if (!callee) return [{ field, message: `no entry is named "${use.name}"` }];
    return callee.kind === 'job' ? [{ field, message: `"${use.name}" is a job: nobody can call it` }] : [];
  });

const isPath = ({ match, path }: Route): boolean =>
  /^\/[A-Za-z0-9/_.-]*$/.test(path) && (match === 'prefix' || path === '/') === path.endsWith('/');

/** Rules between entries. */
export const relationChecks: readonly Check[] = [name, routes, redirects, calls];
