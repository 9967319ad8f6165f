import { describe, expect, it } from '@jest/globals';
import { mebibytes } from './quantity.ts';

describe('mebibytes', () => {
  it.each([
    [512, '512Mi'],
    [1024, '1Gi'],
    [1536, '1536Mi'],
    [65_536, '64Gi'],
  ])('writes %i as the API server does, %s', (amount, text) => {
    expect(mebibytes(amount)).toBe(text);
  });
});
