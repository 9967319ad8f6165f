import { describe, expect, it } from '@jest/globals';
import { config } from './config.ts';

const base = {
  PORT: '8080',
  HOST: '127.0.0.1',
  PUBLIC_URL: 'https://goalixa.test',
  LOG_LEVEL: 'warn',
  AUTH_URL: 'http://auth',
  CATALOGUE_FILE: '/etc/goalixa/catalogue.json',
};

describe('the configuration of Syntra', () => {
  it.each(config.required)('refuses a missing %s', (name) => {
    expect(() => config.parse({ ...base, [name]: undefined })).toThrow(`${name} is missing`);
  });

  it.each([
    ['PORT', '9090', { port: 9090 }],
    ['HOST', '::1', { host: '::1' }],
    ['PUBLIC_URL', 'https://other.test/', { publicUrl: 'https://other.test' }],
    ['LOG_LEVEL', 'debug', { logLevel: 'debug' }],
    ['AUTH_URL', 'http://auth.other', { authUrl: 'http://auth.other' }],
    ['CATALOGUE_FILE', '/tmp/c.json', { catalogue: '/tmp/c.json' }],
  ])('%s moves its own field alone', (name, value, field) => {
    expect(config.parse({ ...base, [name]: value })).toEqual({ ...config.parse(base), ...field });
  });

  it('knows no other variable', () => {
    expect([...config.variables].sort()).toEqual(Object.keys(base).sort());
  });
});
