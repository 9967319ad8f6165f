import { randomBytes, randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import {
  formatRefreshToken,
  hashOfSecret,
  newRefreshSecret,
  parseRefreshToken,
  successorOf,
} from './refresh-token.ts';

const token = { familyId: randomUUID(), generation: 7, secret: newRefreshSecret() };
const text = formatRefreshToken(token);

describe('parseRefreshToken', () => {
  it.each([
    ['nothing', ''],
    ['two parts', text.split('.').slice(0, 2).join('.')],
    ['four parts', `${text}.x`],
    ['a truncated secret', text.slice(0, -1)],
    ['a longer secret', `${text}A`],
    ['a leading zero in the generation', text.replace('.7.', '.07.')],
    ['a negative generation', text.replace('.7.', '.-1.')],
    ['a huge generation', text.replace('.7.', '.9999999999.')],
    ['whitespace', ` ${text}`],
    ['a line break at the end', `${text}\n`],
    ['an upper-case family', text.replace(token.familyId, token.familyId.toUpperCase().replace(/\d/g, 'A'))],
    ['a family that is no UUID', text.replace(token.familyId, 'x'.repeat(36))],
    ['1 MB', 'a'.repeat(1_000_000)],
  ])('refuses %s', (_name, given) => {
    expect(parseRefreshToken(given)).toBeNull();
  });

  it('refuses a second spelling of the same secret', () => {
    const secret = Buffer.alloc(32);
    const spelled = formatRefreshToken({ ...token, secret });
    expect(parseRefreshToken(spelled)).not.toBeNull();
    expect(parseRefreshToken(`${spelled.slice(0, -1)}B`)).toBeNull();
  });

  it('reads what formatRefreshToken wrote', () => {
    expect(parseRefreshToken(text)).toEqual(token);
  });
});

describe('successorOf', () => {
  const key = randomBytes(32);

  it('is the same each time', () => {
    expect(successorOf(token, key)).toEqual(successorOf(token, key));
    expect(successorOf(token, key).generation).toBe(8);
  });

  it('differs by key, family, generation and secret', () => {
    const secrets = [
      successorOf(token, key),
      successorOf(token, randomBytes(32)),
      successorOf({ ...token, familyId: randomUUID() }, key),
      successorOf({ ...token, generation: 8 }, key),
      successorOf({ ...token, secret: newRefreshSecret() }, key),
    ].map(({ secret }) => secret.toString('hex'));
    expect(new Set(secrets).size).toBe(5);
  });

  it('cannot be computed from what is stored', () => {
    const fromHash = successorOf({ ...token, secret: hashOfSecret(token.secret) }, key);
    expect(fromHash.secret.equals(successorOf(token, key).secret)).toBe(false);
  });
});
