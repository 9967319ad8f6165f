import { describe, expect, it } from '@jest/globals';
import { catalogue } from '../catalogue/catalogue.ts';
import { routeFor, routesOf } from '../catalogue/routes-of.ts';
import { anEnvironment } from '../fixtures/an-environment.ts';
import { notes } from '../fixtures/more-deployables.ts';
import { edgeObjects } from './edge-objects.ts';
import { ingressesOf } from './ingress.ts';

const ingressOf = (all = catalogue, env = anEnvironment()) => {
  const [ingress] = ingressesOf(all, env);
  if (!ingress) throw new Error('no Ingress');
  return ingress;
};
const rulesOf = (all = catalogue) => ingressOf(all).spec?.rules ?? [];
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

describe('ingressesOf', () => {
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
    expect(ingressOf().spec?.tls).toEqual([{ hosts: ['goalixa.example'] }]);
    expect(ingressOf(catalogue, anEnvironment({ tls: false })).spec).not.toHaveProperty('tls');
  });

  it.each(['wildcard', 'dns01', 'http01'] as const)(
    "uses the annotations of F5's controller only, and no snippets, with the certificate %s",
    (certificate) => {
      const names = ingressesOf(catalogue, anEnvironment({ certificate })).flatMap(({ metadata }) =>
        Object.keys(metadata?.annotations ?? {}),
      );
      expect(names.length).toBeGreaterThan(0);
      expect(names.filter((name) => !/^nginx\.org\/(?!.*snippets)/.test(name))).toEqual([]);
    },
  );

  it('takes a new route up by itself', () => {
    expect(pathsOf([...catalogue, notes])).toEqual(
      expect.arrayContaining(['Exact /notes landing', 'Prefix /notes/ notes']),
    );
  });
});
