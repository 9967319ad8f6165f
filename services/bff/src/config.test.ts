import { describe, expect, it } from '@jest/globals';
import { SecretFile } from '@goalixa/kit/secret-file.ts';
import { describeConfig } from '@goalixa/kit/testing/describe-config.ts';
import { config } from './config.ts';

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

describeConfig(config, base, [
  ['PORT', '9090', 'port', 9090],
  ['HOST', '0.0.0.0', 'host', '0.0.0.0'],
  ['PUBLIC_URL', 'http://localhost:1', 'publicUrl', 'http://localhost:1'],
  ['LOG_LEVEL', 'warn', 'logLevel', 'warn'],
  ['AUTH_URL', 'http://other', 'authUrl', 'http://other'],
  ['CORE_API_URL', 'http://other', 'coreApiUrl', 'http://other'],
  ['COOKIE_KEY_FILE', '/other', 'cookieKey', new SecretFile('/other')],
  ['REDIS_URL', 'rediss://other', 'redisUrl', 'rediss://other'],
  ['REDIS_URL', undefined, 'redisUrl', undefined],
  ['REDIS_PASSWORD_FILE', '/other', 'redisPassword', new SecretFile('/other')],
  ['REDIS_PASSWORD_FILE', undefined, 'redisPassword', undefined],
]);

describe('config', () => {
  it.each([
    ['AUTH_URL', 'auth:8080', 'AUTH_URL must be a URL (http or https) (got "auth:8080")'],
    ['REDIS_URL', 'http://redis', 'REDIS_URL must be a URL (redis or rediss) (got "http://redis")'],
  ])('refuses %s=%s', (name, value, problem) => {
    expect(() => config.parse({ ...base, [name]: value })).toThrow(problem);
  });
});
