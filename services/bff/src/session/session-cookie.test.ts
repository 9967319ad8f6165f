import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { openSession, sealSession } from './session-cookie.ts';

const key = { id: 'one', bytes: randomBytes(32) };
const other = { id: 'two', bytes: randomBytes(32) };
const session = {
  accessToken: `h.${'p'.repeat(420)}.s`,
  refreshToken: '0190.3.secret',
  familyId: '0190',
  rotated: true,
  endsAt: 1_800_000_000,
};
const sealed = sealSession(session, key, 'goalixa');

describe('session cookie', () => {
  it.each([
    ['an empty value', ''],
    ['no key id', sealed.slice(sealed.indexOf('.'))],
    ['a key id alone', 'one.'],
    ['a truncated value', sealed.slice(0, -4)],
    ['a value cut to its nonce', sealed.slice(0, 20)],
    ['the tokens as plain JSON', JSON.stringify(session)],
    ['the id of another key', sealed.replace('one.', 'two.')],
    ['something else', 'hello world'],
  ])('C1: opens to null for %s', (_name, value) => {
    expect(openSession(value, [key, other], 'goalixa')).toBeNull();
  });

  it('C1: opens to null when any single byte was changed', () => {
    const bytes = Buffer.from(sealed.slice(4), 'base64url');
    for (let i = 0; i < bytes.length; i += 1) {
      const changed = Buffer.from(bytes);
      changed[i]! ^= 1;
      expect(openSession(`one.${changed.toString('base64url')}`, [key], 'goalixa')).toBeNull();
    }
  });

  it('opens to null when its key is gone', () => {
    expect(openSession(sealed, [other], 'goalixa')).toBeNull();
    expect(openSession(sealed, [], 'goalixa')).toBeNull();
  });

  it('opens to null under the name of another cookie', () => {
    expect(openSession(sealed, [key], '__Host-goalixa')).toBeNull();
  });

  it('opens to null when sealed content has another shape', () => {
    const odd = { ...session, endsAt: 'soon' as unknown as number };
    expect(openSession(sealSession(odd, key, 'goalixa'), [key], 'goalixa')).toBeNull();
  });

  it('keeps the session, also when its key is no longer the first', () => {
    expect(openSession(sealed, [other, key], 'goalixa')).toEqual(session);
  });

  it('accepts a key id with dots', () => {
    const dotted = { id: 'bff.cookie.2', bytes: key.bytes };
    expect(openSession(sealSession(session, dotted, 'goalixa'), [dotted], 'goalixa')).toEqual(session);
  });

  it('never looks the same twice and shows no token', () => {
    expect(sealSession(session, key, 'goalixa')).not.toBe(sealed);
    expect(sealed).not.toContain('secret');
  });
});
