import { expect, it } from '@jest/globals';
import { matchesEtag } from './matches-etag.ts';

it.each([
  [undefined, false],
  ['', false],
  ['"b"', false],
  ['"a"', true],
  ['W/"a"', true],
  ['"b", "a"', true],
])('If-None-Match %s matches "a": %s', (header, matches) => {
  expect(matchesEtag(header, '"a"')).toBe(matches);
});
