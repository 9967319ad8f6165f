import { describe, expect, it } from '@jest/globals';
import { SecretFile } from '@goalixa/kit/secret-file.ts';
import { describeConfig } from '@goalixa/kit/testing/describe-config.ts';
import { config, databaseConfig } from './config.ts';

const base = {
  PORT: '8080',
  HOST: '127.0.0.1',
  PUBLIC_URL: 'http://localhost:8080',
  LOG_LEVEL: 'info',
  DATABASE_HOST: 'localhost',
  DATABASE_PORT: '5432',
  DATABASE_NAME: 'goalixa',
  DATABASE_USER_FILE: 'secrets/user',
  DATABASE_PASSWORD_FILE: 'secrets/password',
  AUTH_URL: 'http://localhost:8081',
};

describeConfig(config, base, [
  ['PORT', '8082', 'port', 8082],
  ['HOST', '::1', 'host', '::1'],
  ['PUBLIC_URL', 'https://goalixa.test', 'publicUrl', 'https://goalixa.test'],
  ['LOG_LEVEL', 'debug', 'logLevel', 'debug'],
  ['DATABASE_HOST', 'db', 'databaseHost', 'db'],
  ['DATABASE_PORT', '5433', 'databasePort', 5433],
  ['DATABASE_NAME', 'other', 'databaseName', 'other'],
  ['DATABASE_USER_FILE', 'other', 'databaseUser', new SecretFile('other')],
  ['DATABASE_PASSWORD_FILE', 'other', 'databasePassword', new SecretFile('other')],
  ['AUTH_URL', 'http://auth', 'authUrl', 'http://auth'],
]);

describe('databaseConfig', () => {
  it('asks migrations for the database only', () => {
    expect(databaseConfig.variables).toEqual(config.variables.filter((name) => name.startsWith('DATABASE_')));
  });
});
