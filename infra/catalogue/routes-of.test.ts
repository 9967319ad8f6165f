import { describe, expect, it } from '@jest/globals';
import { catalogue } from './catalogue.ts';
import { landing } from './landing.ts';
import { redirectsOf, routeFor, routesOf } from './routes-of.ts';
import { web } from './web.ts';

describe('routesOf', () => {
  it('lists exact paths first, then the longest prefixes, whatever the order of the entries', () => {
    const table = [
      { path: '/app', match: 'exact', redirect: '/app/', target: 'web' },
      { path: '/app/', match: 'prefix', target: 'web' },
      { path: '/bff/', match: 'prefix', target: 'bff' },
      { path: '/', match: 'prefix', target: 'landing' },
    ];
    expect(routesOf(catalogue)).toEqual(table);
    expect(routesOf(catalogue.toReversed())).toEqual(table);
  });
});

describe('routeFor', () => {
  it.each([
    ['/', 'landing'],
    ['/pricing', 'landing'],
    ['/bff', 'landing'],
    ['/bffx/auth', 'landing'],
    ['/apple', 'landing'],
    ['/metrics', 'landing'],
    ['/v1/goals', 'landing'],
    ['/app', 'web'],
    ['/app/', 'web'],
    ['/app/goals/1', 'web'],
    ['/bff/', 'bff'],
    ['/bff/auth/session', 'bff'],
  ])('sends %s to %s', (pathname, target) => {
    expect(routeFor(routesOf(catalogue), pathname)?.target).toBe(target);
  });
});

describe('redirectsOf', () => {
  it('lists the redirects that the site itself answers', () => {
    expect(redirectsOf(web)).toEqual([['/app', '/app/']]);
    expect(redirectsOf(landing)).toEqual([]);
  });
});
