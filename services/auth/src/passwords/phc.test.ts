import { describe, expect, it } from '@jest/globals';
import { formatPhc, parsePhc } from './phc.ts';

const text =
  '$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc';

describe('parsePhc', () => {
  it.each([
    ['nothing', ''],
    ['another scheme', text.replace('argon2id', 'argon2i')],
    ['an imported scrypt hash', 'scrypt:32768:8:1$salt$00ff'],
    ['another version', text.replace('v=19', 'v=16')],
    ['parameters in another order', text.replace('m=19456,t=2', 't=2,m=19456')],
    ['no passes', text.replace('t=2', 't=0')],
    ['no lanes', text.replace('p=1', 'p=0')],
    ['more memory than 1 GiB', text.replace('m=19456', 'm=9999999')],
    ['less memory than 8 KiB a lane', text.replace('m=19456', 'm=7')],
    ['a short salt', text.replace('c29tZXNhbHRzb21lc2FsdA', 'c2Fs')],
    ['a missing tag', text.slice(0, text.lastIndexOf('$'))],
    ['something behind the tag', `${text}$`],
  ])('refuses %s', (_name, given) => {
    expect(parsePhc(given)).toBeNull();
  });

  it('reads costs, salt and tag, and formatPhc writes them back', () => {
    const hash = parsePhc(text);
    expect(hash).toMatchObject({ memory: 19_456, passes: 2, parallelism: 1 });
    expect(hash?.salt.toString()).toBe('somesaltsomesalt');
    expect(hash?.tag).toHaveLength(32);
    expect(formatPhc(hash!)).toBe(text);
  });
});
