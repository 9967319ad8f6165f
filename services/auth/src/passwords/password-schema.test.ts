import { describe, expect, it } from '@jest/globals';
import { givenPassword, newPassword } from './password-schema.ts';

describe('newPassword', () => {
  it.each([
    ['7 characters', 'a'.repeat(7)],
    ['7 emoji, 14 UTF-16 units', '🦊'.repeat(7)],
    ['257 characters', 'a'.repeat(257)],
    ['1 MB', 'a'.repeat(1_000_000)],
    ['half an emoji', `${'a'.repeat(8)}\ud83e`],
    ['a number', 12_345_678],
    ['an object', { $ne: 1 }],
  ])('refuses %s', (_name, password) => {
    expect(newPassword.safeParse(password).success).toBe(false);
  });

  it.each([
    ['8 characters', 'aaaaaaaa'],
    ['256 emoji', '🦊'.repeat(256)],
    ['NUL and leading spaces', '  \u0000 pass\u0000 '],
    ['8 spaces', ' '.repeat(8)],
  ])('P6: keeps %s exactly', (_name, password) => {
    expect(newPassword.parse(password)).toBe(password);
  });
});

describe('givenPassword', () => {
  it('takes passwords that are too short to be set, as a policy may change', () => {
    expect(givenPassword.safeParse('short').success).toBe(true);
    expect(givenPassword.safeParse('').success).toBe(false);
    expect(givenPassword.safeParse('a'.repeat(257)).success).toBe(false);
  });
});
