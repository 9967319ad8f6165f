import { describe, expect, it } from '@jest/globals';
import { describeConfig } from '@goalixa/kit/testing/describe-config.ts';
import { config } from './config.ts';

const base = { HOST: '127.0.0.1', PORT: '8080' };

describeConfig(config, base, [
  ['HOST', '::1', 'host', '::1'],
  ['PORT', '0', 'port', 0],
  ['PORT', '65535', 'port', 65_535],
]);

describe('config', () => {
  it.each(['65536', '-1', '8o8o', '80.5', ' 80', '1e3'])('refuses PORT=%j', (PORT) => {
    const problem = `PORT must be a whole number from 0 to 65535 (got ${JSON.stringify(PORT)})`;
    expect(() => config.parse({ ...base, PORT })).toThrow(problem);
  });

  it.each(['http://localhost', 'local host', 'localhost/'])('refuses HOST=%j', (HOST) => {
    const problem = `HOST must be an address or a host name (got ${JSON.stringify(HOST)})`;
    expect(() => config.parse({ ...base, HOST })).toThrow(problem);
  });

  it('lists every problem at once', () => {
    expect(() => config.parse({ HOST: 'a b', PORT: 'http' })).toThrow(/^HOST must be .*\nPORT must be .*$/);
  });

  it('listens on loopback unless told otherwise', () => {
    for (const HOST of [undefined, '']) expect(config.parse({ ...base, HOST }).host).toBe('127.0.0.1');
  });
});
