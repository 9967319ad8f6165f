import { describe, expect, it } from '@jest/globals';
import { bff } from './bff.ts';
import { catalogue } from './catalogue.ts';
import type { Deployable } from './deployable.ts';
import { type Placement, variablesOf } from './variables-of.ts';

const placement: Placement = {
  port: () => 4001,
  host: '127.0.0.1',
  publicUrl: 'http://localhost:8080',
  logLevel: 'warn',
  databaseHost: () => '127.0.0.1',
  databasePort: () => 5433,
  databaseName: (database) => database,
  serviceUrl: (name) => `http://127.0.0.1/${name}`,
  cacheUrl: () => undefined,
  secretFile: (app, secret) => `/secrets/${app.name}/${secret}`,
  catalogueFile: '/data/catalogue.json',
};

const common = { PORT: '4001', HOST: '127.0.0.1', PUBLIC_URL: 'http://localhost:8080', LOG_LEVEL: 'warn' };
const databaseOf = (service: string, database: string) => ({
  DATABASE_HOST: '127.0.0.1',
  DATABASE_PORT: '5433',
  DATABASE_NAME: database,
  DATABASE_USER_FILE: `/secrets/${service}/database-user`,
  DATABASE_PASSWORD_FILE: `/secrets/${service}/database-password`,
});

const expected: Record<string, Record<string, string>> = {
  auth: {
    ...common,
    ...databaseOf('auth', 'authdb'),
    KEK_FILE: '/secrets/auth/kek',
    REFRESH_KEY_FILE: '/secrets/auth/refresh-key',
  },
  'core-api': { ...common, ...databaseOf('core-api', 'goalixa'), AUTH_URL: 'http://127.0.0.1/auth' },
  bff: {
    ...common,
    AUTH_URL: 'http://127.0.0.1/auth',
    CORE_API_URL: 'http://127.0.0.1/core-api',
    COOKIE_KEY_FILE: '/secrets/bff/cookie-key',
  },
  syntra: { ...common, AUTH_URL: 'http://127.0.0.1/auth', CATALOGUE_FILE: '/data/catalogue.json' },
  web: {},
  landing: {},
};

describe('variablesOf', () => {
  it.each(catalogue.map((app): [string, Deployable] => [app.name, app]))(
    'gives %s what it needs',
    (name, app) => {
      expect(variablesOf(app, placement)).toEqual(expected[name]);
    },
  );

  it('names the cache and its password only where there is a cache', () => {
    const variables = variablesOf(bff, { ...placement, cacheUrl: (cache) => `redis://${cache}:6379` });
    expect(variables).toEqual({
      ...expected['bff'],
      REDIS_URL: 'redis://redis:6379',
      REDIS_PASSWORD_FILE: '/secrets/bff/redis-password',
    });
  });

  it('passes fixed variables on', () => {
    expect(variablesOf({ ...bff, variables: { MODE: 'x' } }, placement)).toMatchObject({ MODE: 'x' });
  });
});
