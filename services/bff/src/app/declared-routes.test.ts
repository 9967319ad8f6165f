import { describe, expect, it } from '@jest/globals';
import { standInOperations } from '../testing/stand-in-core-api.ts';
import { declaredRoutes, searchOf } from './declared-routes.ts';

const routes = declaredRoutes(standInOperations);

describe('declaredRoutes', () => {
  it('leaves out what is not below /v1', () => {
    expect(routes.map(({ path }) => path)).not.toContain('/bff/app/openapi.json');
    expect(routes).toHaveLength(standInOperations.length - 1);
  });

  it('puts aggregates below /bff/aggregate and the rest below /bff/app', () => {
    expect(routes.filter(({ aggregate }) => aggregate).map(({ path }) => path)).toEqual([
      '/bff/aggregate/dashboard',
    ]);
    expect(routes.map(({ path }) => path)).toContain('/bff/app/goals/:id/restore');
  });

  it('builds the target from its parameters, so that a slash inside one stays inside', () => {
    const one = routes.find(({ path }) => path === '/bff/app/goals/:id');
    expect(one?.target({ id: '../admin?x' }, '?limit=2')).toBe('/v1/goals/..%2Fadmin%3Fx?limit=2');
  });

  it('finds the query of a URL', () => {
    expect([searchOf('/a'), searchOf('/a?b=1&c')]).toEqual(['', '?b=1&c']);
  });
});
