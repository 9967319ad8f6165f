import { describe, expect, it } from '@jest/globals';
import {
  ConfigError,
  databaseVariables,
  defineConfig,
  integer,
  oneOf,
  optional,
  secretFile,
  serviceVariables,
  url,
} from './config.ts';

const definition = defineConfig({
  ...serviceVariables,
  ...databaseVariables,
  MODE: optional(oneOf('fast', 'safe')),
  REDIS_URL: optional(url('redis', 'rediss')),
  WORKERS: optional(integer(1, 8)),
  API_KEY_FILE: optional(secretFile()),
});

const valid = {
  PORT: '8080',
  PUBLIC_URL: 'https://example.test/',
  DATABASE_HOST: 'db',
  DATABASE_PORT: '5432',
  DATABASE_NAME: 'goalixa',
  DATABASE_USER_FILE: '/run/user',
  DATABASE_PASSWORD_FILE: '/run/password',
};

function problemsOf(environment: Record<string, string | undefined>): readonly string[] {
  try {
    definition.parse(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe('defineConfig', () => {
  it('lists every problem at once, each with its variable', () => {
    expect(problemsOf({ ...valid, PORT: 'http', PUBLIC_URL: 'example', DATABASE_NAME: undefined })).toEqual([
      'PORT must be a whole number from 0 to 65535 (got "http")',
      'PUBLIC_URL must be a URL (http or https) (got "example")',
      'DATABASE_NAME is missing',
    ]);
  });

  it.each([
    ['MODE', 'slow', 'MODE must be one of fast, safe (got "slow")'],
    ['REDIS_URL', 'http://redis', 'REDIS_URL must be a URL (redis or rediss) (got "http://redis")'],
    ['WORKERS', '9', 'WORKERS must be a whole number from 1 to 8'],
    [
      'LOG_LEVEL',
      'loud',
      'LOG_LEVEL must be one of trace, debug, info, warn, error, fatal, silent (got "loud")',
    ],
  ])('refuses %s=%s', (name, value, problem) => {
    expect(problemsOf({ ...valid, [name]: value })).toEqual([problem]);
  });

  it('names fields after their variables, secret files without the ending', () => {
    const config = definition.parse(valid);
    expect(config).toMatchObject({
      port: 8080,
      publicUrl: 'https://example.test',
      host: '0.0.0.0',
    });
    expect(config.databasePassword.path).toBe('/run/password');
    expect(config.redisUrl).toBeUndefined();
  });

  it('counts an empty optional variable as absent', () => {
    expect(definition.parse({ ...valid, REDIS_URL: '' }).redisUrl).toBeUndefined();
  });

  it('tells which variables it knows and which it needs', () => {
    expect(definition.variables).toContain('REDIS_URL');
    expect(definition.required).toEqual(Object.keys(valid));
  });
});
