import { describe, expect, it } from '@jest/globals';
import { config, type BffConfig } from './config.ts';

const base = {
  PORT: '8080',
  HOST: '127.0.0.1',
  PUBLIC_URL: 'https://goalixa.test',
  LOG_LEVEL: 'info',
  AUTH_URL: 'http://auth',
  CORE_API_URL: 'http://core-api',
  COOKIE_KEY_FILE: '/run/secrets/goalixa/cookie-key',
  REDIS_URL: 'redis://redis:6379',
  REDIS_PASSWORD_FILE: '/run/secrets/goalixa/redis-password',
};

type Plain = Record<keyof BffConfig, unknown>;

function plain(environment: Record<string, string | undefined>): Plain {
  const { cookieKey, redisPassword, ...rest } = config.parse(environment);
  return { ...rest, cookieKey: cookieKey.path, redisPassword: redisPassword?.path };
}

describe('configuration', () => {
  it.each(['PORT', 'PUBLIC_URL', 'AUTH_URL', 'CORE_API_URL', 'COOKIE_KEY_FILE'])(
    'refuses to miss %s',
    (name) => {
      expect(() => config.parse({ ...base, [name]: undefined })).toThrow(`${name} is missing`);
    },
  );

  it.each([
    ['AUTH_URL', 'auth:8080', 'AUTH_URL must be a URL (http or https) (got "auth:8080")'],
    ['REDIS_URL', 'http://redis', 'REDIS_URL must be a URL (redis or rediss) (got "http://redis")'],
  ])('refuses %s=%s', (name, value, problem) => {
    expect(() => config.parse({ ...base, [name]: value })).toThrow(problem);
  });

  it.each([
    ['PORT', '9090', 'port', 9090],
    ['HOST', '0.0.0.0', 'host', '0.0.0.0'],
    ['PUBLIC_URL', 'http://localhost:1', 'publicUrl', 'http://localhost:1'],
    ['LOG_LEVEL', 'warn', 'logLevel', 'warn'],
    ['AUTH_URL', 'http://other', 'authUrl', 'http://other'],
    ['CORE_API_URL', 'http://other', 'coreApiUrl', 'http://other'],
    ['COOKIE_KEY_FILE', '/other', 'cookieKey', '/other'],
    ['REDIS_URL', 'rediss://other', 'redisUrl', 'rediss://other'],
    ['REDIS_URL', undefined, 'redisUrl', undefined],
    ['REDIS_PASSWORD_FILE', '/other', 'redisPassword', '/other'],
    ['REDIS_PASSWORD_FILE', undefined, 'redisPassword', undefined],
  ] as const)('%s=%s moves exactly %s', (name, value, field, expected) => {
    expect(plain({ ...base, [name]: value })).toEqual({ ...plain(base), [field]: expected });
  });

  it('has a row above for every variable', () => {
    expect(Object.keys(base).sort()).toEqual([...config.variables].sort());
  });
});
