import { describe, expect, it } from '@jest/globals';
import { derive } from '../secrets/derive.ts';
import { hasRandomLetters } from './random-letters.ts';

const secrets = Array.from({ length: 1000 }, (_, index) => derive('A'.repeat(43), 'auth/kek', index + 1));
const missed = (text: (...halves: readonly [string, string]) => string): number =>
  secrets.filter((secret) => !hasRandomLetters(text(secret.slice(0, 20), secret.slice(20)))).length;

describe('hasRandomLetters', () => {
  it.each([
    ['a line break', (a: string, b: string) => `key: ${a}\n  ${b}\n`],
    ['a backslash at the end of a line', (a: string, b: string) => `key: "${a}\\\n  ${b}"`],
    ['the items of a list', (a: string, b: string) => `keys:\n  - ${a}\n  - "${b}"\n`],
    ['the items of a list in one line', (a: string, b: string) => `["${a}", "${b}"]`],
    ['a sum of texts', (a: string, b: string) => `const key = "${a}" + '${b}';`],
    ['the keys of a map', (a: string, b: string) => `first: ${a}\nsecond: ${b}\n`],
    ['the keys of a map in one line', (a: string, b: string) => `{"first":"${a}","second":"${b}"}`],
    ['variables of a shell', (a: string, b: string) => `FIRST=${a}\nSECOND="${b}"\n`],
  ])('finds nearly every secret that is split by %s', (_title, text) => {
    expect(missed(text)).toBeLessThan(10);
  });

  it.each([
    ['sizes', '128Mi\n'.repeat(20)],
    [
      'sentences',
      'The BFF asks Auth, Core-API and Syntra at 10, 20 and 30 s: 3 calls of 5 kB each.\n'.repeat(3),
    ],
    ['code', "const A1 = 'b2' + C3\nif (D4) return e5(F6, 'g7')\n".repeat(5)],
  ])('takes %s for no secret', (_title, text) => {
    expect(hasRandomLetters(text)).toBe(false);
  });
});
