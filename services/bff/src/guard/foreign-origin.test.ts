import { describe, expect, it } from '@jest/globals';
import { isForeignOrigin } from './foreign-origin.ts';

const ours = 'https://goalixa.test';

describe('isForeignOrigin', () => {
  it.each([
    ['another site', { origin: 'https://evil.test' }],
    ['null, as from a sandboxed frame', { origin: 'null' }],
    ['an empty one', { origin: '' }],
    ['the same host over http', { origin: 'http://goalixa.test' }],
    ['another port', { origin: 'https://goalixa.test:8443' }],
    ['our name as a prefix', { origin: 'https://goalixa.test.evil.test' }],
    ['our name as a suffix', { origin: 'https://evilgoalixa.test' }],
    ['a subdomain', { origin: 'https://app.goalixa.test' }],
    ['upper case', { origin: 'https://GOALIXA.test' }],
    ['a trailing slash', { origin: `${ours}/` }],
    [
      'another site that also claims same-origin',
      { origin: 'https://evil.test', 'sec-fetch-site': 'same-origin' },
    ],
    ['none, from another site', { 'sec-fetch-site': 'cross-site' }],
    ['none, from a sister site', { 'sec-fetch-site': 'same-site' }],
    ['none, with an unknown word', { 'sec-fetch-site': 'sideways' }],
  ])('C2: is true for an Origin of %s', (_name, headers) => {
    expect(isForeignOrigin(headers, ours)).toBe(true);
  });

  it.each([
    ['our own', { origin: ours }],
    ['none, from our own page', { 'sec-fetch-site': 'same-origin' }],
    ['none, typed by the user', { 'sec-fetch-site': 'none' }],
    ['none at all, as from curl', {}],
  ])('C2: is false for an Origin of %s', (_name, headers) => {
    expect(isForeignOrigin(headers, ours)).toBe(false);
  });
});
