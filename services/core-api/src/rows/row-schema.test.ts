import { describe, expect, it } from '@jest/globals';
import { pageQuery } from './row-schema.ts';

const query = pageQuery({});

describe('the limit of a page', () => {
  it.each([
    '0x10',
    '1e2',
    ' 1',
    '1 ',
    '+1',
    '-1',
    '1.0',
    '01',
    '',
    '0',
    '201',
    '99999999999999999',
    ['1', '2'],
  ])('is not %j', (limit) => {
    expect(query.safeParse({ limit }).success).toBe(false);
  });

  it.each([
    ['1', 1],
    ['200', 200],
    [undefined, 50],
  ])('given as %j is %d', (limit, expected) => {
    expect(query.parse({ limit }).limit).toBe(expected);
  });

  it('is 50 when none is given', () => {
    expect(query.parse({})).toEqual({ limit: 50 });
  });
});
