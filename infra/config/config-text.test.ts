import { describe, expect, it } from '@jest/globals';
import { branchName, isAddress, isDnsName, isHost, isHostWithPort, objectName } from './config-text.ts';

const long = 'a'.repeat(63);

describe('isDnsName', () => {
  it.each([
    ...[
      '',
      '.',
      '...',
      '-',
      '-.-',
      'a-',
      '-a',
      'a..b',
      'a.',
      '.a',
      'A.example',
      'a_b',
      'a b',
      'a\n',
      'ä.example',
    ],
    ...[
      '1.2',
      '999.999.999.999',
      '192.0.2.1',
      '0x7f.1',
      'a.0x7f',
      'a.7',
      `${long}a`,
      `${`${long}.`.repeat(4)}a`,
    ],
  ])('refuses %j', (name) => {
    expect(isDnsName(name)).toBe(false);
  });

  it.each([
    'localhost',
    'goalixa.example',
    'a-b.c1',
    '1a.example',
    '7.example',
    long,
    'xn--bcher-kva.example',
  ])('takes %j', (name) => {
    expect(isDnsName(name)).toBe(true);
  });
});

describe('isHostWithPort', () => {
  it.each(['a:0', 'a:99999', 'a:65536', 'a:080', 'a:', 'a:b', ':80', 'a:1:2', '256.1.1.1', '[::1]:80'])(
    'refuses %j',
    (host) => {
      expect(isHostWithPort(host)).toBe(false);
    },
  );

  it.each(['a:1', 'a.example:65535', '192.0.2.1', '192.0.2.1:8443'])('takes %j', (host) => {
    expect(isHostWithPort(host)).toBe(true);
  });
});

describe('isHost', () => {
  it.each([
    [':::', false],
    ['...', false],
    ['*.goalixa.example', false],
    ['api.Goalixa.example', true],
    ['192.0.2.1', true],
    ['2001:db8::1', true],
  ])('%j: %s', (host, isTaken) => {
    expect(isHost(host)).toBe(isTaken);
  });
});

describe('isAddress', () => {
  it.each([
    ...['https://user@a.example', 'https://user:canary@a.example/x', 'https://a.example?token=x'],
    ...['https://a.example/?token=x', 'https://a.example/x#y', ' https://a.example', 'https://a.example '],
    ...['https://a.example/', 'https://a.example//x', 'https://a.example/x/', 'https://a.example/../x'],
    ...['http://a.example', 'HTTPS://a.example', 'https://', 'https://:', 'a.example', 'https:a.example'],
    ...[
      "https://a.example/'; reboot; '",
      'https://a.example/$(reboot)',
      'https://a.example/x\ny',
      'https://a.b:c/d',
    ],
  ])('refuses %j', (value) => {
    expect(isAddress(value, ['https'])).toBe(false);
  });

  it.each(['https://a.example', 'https://a.example:8443/x/y.git', 'https://192.0.2.1/a%20b/~c+d'])(
    'takes %j',
    (value) => {
      expect(isAddress(value, ['oci', 'https'])).toBe(true);
    },
  );
});

describe('branchName', () => {
  it.each([
    ...[
      '',
      'HEAD',
      'a..b',
      'a//b',
      '/a',
      'staging/',
      'a.',
      '.a',
      'a/.b',
      'a.lock',
      'a.lock/b',
      '-a',
      'a b',
      'a@{1}',
    ],
    ...['a\n', 'a~1', 'a^', 'a:b', 'x'.repeat(201)],
  ])('refuses %j', (name) => {
    expect(branchName().safeParse(name).success).toBe(false);
  });

  it.each(['main', 'staging', 'release/1.2', 'a-b_c', '2026', 'HEAD2', 'a.lock2'])('takes %j', (name) => {
    expect(branchName().safeParse(name).success).toBe(true);
  });
});

describe('objectName', () => {
  it.each([
    ['...', false],
    ['-', false],
    ['a'.repeat(300), false],
    ['Fast', false],
    ['local-path', true],
    ['a.1', true],
  ])('%j: %s', (name, isTaken) => {
    expect(objectName('must be the name of a class').safeParse(name).success).toBe(isTaken);
  });
});
