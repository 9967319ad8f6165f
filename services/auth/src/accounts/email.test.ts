import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { emailSchema, normaliseEmail } from './email.ts';

describe('emailSchema', () => {
  it.each([
    ['nothing', ''],
    ['no @', 'ada.example.com'],
    ['two @', 'ada@home@example.com'],
    ['a second @ in full width', 'ada@home＠example.com'],
    ['no name', '@example.com'],
    ['no dot in the domain', 'ada@example'],
    ['an empty label', 'ada@example..com'],
    ['a dot at the end', 'ada@example.com.'],
    ['a label that starts with a hyphen', 'ada@-example.com'],
    ['CRLF inside', 'ada@example.com\r\nBcc: eve@example.com'],
    ['CRLF in the name', 'ada\r\n@example.com'],
    ['NUL', 'ada\u0000@example.com'],
    ['half an emoji', 'ada\ud83e@example.com'],
    ['an invisible character', 'ada\u200b@example.com'],
    ['a space', 'ada lovelace@example.com'],
    ['a display name', 'Ada <ada@example.com>'],
    ['a name of 65 characters', `${'a'.repeat(65)}@example.com`],
    ['255 characters', `${'a'.repeat(64)}@${'a.'.repeat(94)}com`],
    ['1 MB', `${'a'.repeat(1_000_000)}@example.com`],
  ])('P8: refuses %s', (_name, text) => {
    expect(emailSchema.safeParse(text).success).toBe(false);
  });

  it.each([
    ['case', 'ADA@Example.COM', 'ada@example.com'],
    ['a full-width @', 'ada＠example.com', 'ada@example.com'],
    ['white space and line breaks around it', ' ada@example.com\r\n', 'ada@example.com'],
    ['full-width letters', 'ａｄａ@example.com', 'ada@example.com'],
    ['a plus', 'ada+goals@example.com', 'ada+goals@example.com'],
    ['letters of other scripts', 'Пример@Пример.рф', 'пример@пример.рф'],
  ])('P8: normalises %s, then validates', (_name, text, normalised) => {
    expect(emailSchema.parse(text)).toEqual({ given: text.trim(), normalised });
  });
});

describe('normaliseEmail', () => {
  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const once = normaliseEmail(text);
        expect(normaliseEmail(once)).toBe(once);
      }),
    );
  });
});
