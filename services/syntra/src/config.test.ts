import { describeConfig } from '@goalixa/kit/testing/describe-config.ts';
import { config } from './config.ts';

const base = {
  PORT: '8080',
  HOST: '127.0.0.1',
  PUBLIC_URL: 'https://goalixa.test',
  LOG_LEVEL: 'warn',
  AUTH_URL: 'http://auth',
  CATALOGUE_FILE: '/etc/goalixa/catalogue.json',
};

describeConfig(config, base, [
  ['PORT', '9090', 'port', 9090],
  ['HOST', '::1', 'host', '::1'],
  ['PUBLIC_URL', 'https://other.test/', 'publicUrl', 'https://other.test'],
  ['LOG_LEVEL', 'debug', 'logLevel', 'debug'],
  ['AUTH_URL', 'http://auth.other', 'authUrl', 'http://auth.other'],
  ['CATALOGUE_FILE', '/tmp/c.json', 'catalogue', '/tmp/c.json'],
]);
