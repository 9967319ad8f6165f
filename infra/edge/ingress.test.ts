import { describe, expect, it } from '@jest/globals';
import { catalogue } from '../catalogue/catalogue.ts';
import { routeFor, routesOf } from '../catalogue/routes-of.ts';
import { anEnvironment } from '../fixtures/an-environment.ts';
import { notes } from '../fixtures/more-deployables.ts';
import { edgeObjects } from './edge-objects.ts';
import { ingressOf } from './ingress.ts';

const rulesOf = (all = catalogue) => ingressOf(all, anEnvironment()).spec?.rules ?? [];
const pathsOf = (all = catalogue): string[] =>
  rulesOf(all).flatMap(({ http }) =>
    (http?.paths ?? []).map(({ backend, path, pathType }) => `${pathType} ${path} ${backend.service?.name}`),
  );

/** The target that nginx takes: an exact path, else the longest prefix. */
const nginxTarget = (pathname: string): string | undefined => {
  const paths = pathsOf().map((line) => line.split(' ') as [string, string, string]);
  const exact = paths.find(([type, path]) => type === 'Exact' && path === pathname);
  const prefixes = paths.filter(([type, path]) => type === 'Prefix' && pathname.startsWith(path));
  return (exact ?? prefixes.sort((a, b) => b[1].length - a[1].length)[0])?.[2];
};

describe('ingressOf', () => {
  it('holds all routes of the host in one object', () => {
    expect(edgeObjects(catalogue, anEnvironment())).toHaveLength(1);
    expect(pathsOf()).toEqual([
      'Exact /app web',
      'Exact /bff landing',
      'Prefix /app/ web',
      'Prefix /bff/ bff',
      'Prefix / landing',
    ]);
  });

  it.each(['/', '/app', '/app/', '/app/x', '/apple', '/bff', '/bff/', '/bff/auth/me', '/v1', '/metrics'])(
    'sends %s where the table sends it',
    (pathname) => {
      expect(nginxTarget(pathname)).toBe(routeFor(routesOf(catalogue), pathname)?.target);
    },
  );

  it('has no path to what has no route', () => {
    const targets = new Set(pathsOf().map((line) => line.split(' ')[2]));
    expect([...targets].sort()).toEqual(['bff', 'landing', 'web']);
  });

  it('asks for TLS for its host exactly when the origin is https', () => {
    expect(ingressOf(catalogue, anEnvironment()).spec?.tls).toEqual([{ hosts: ['goalixa.example'] }]);
    expect(ingressOf(catalogue, anEnvironment({ tls: false })).spec).not.toHaveProperty('tls');
  });

  it("uses the annotations of F5's controller only, and no snippets", () => {
    const names = Object.keys(ingressOf(catalogue, anEnvironment()).metadata?.annotations ?? {});
    expect(names.every((name) => /^nginx\.org\/(?!.*snippets)/.test(name))).toBe(true);
  });

  it('takes a new route up by itself', () => {
    expect(pathsOf([...catalogue, notes])).toEqual(
      expect.arrayContaining(['Exact /notes landing', 'Prefix /notes/ notes']),
    );
  });
});
