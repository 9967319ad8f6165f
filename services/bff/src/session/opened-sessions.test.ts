import { describe, expect, it } from '@jest/globals';
import { OpenedSessions } from './opened-sessions.ts';
import { sealSession, type StoredSession } from './session-cookie.ts';

const keyOf = (id: string, byte: number) => ({ id, bytes: Buffer.alloc(32, byte) });
const session: StoredSession = {
  accessToken: 'access',
  refreshToken: 'refresh',
  familyId: 'family',
  rotated: false,
  endsAt: 2_000_000_000,
};
const value = sealSession(session, keyOf('a', 1), 'goalixa');

describe('OpenedSessions', () => {
  it.each([
    ['its key is gone', [keyOf('b', 2)]],
    ['another key took its id', [keyOf('a', 3)]],
  ])('opens a known cookie no longer when %s', (_name, keys) => {
    const opened = new OpenedSessions('goalixa');
    expect(opened.open(value, [keyOf('a', 1)])).toEqual(session);
    expect(opened.open(value, keys)).toBeNull();
  });

  it('takes a value with one character changed for another one', () => {
    const opened = new OpenedSessions('goalixa');
    opened.open(value, [keyOf('a', 1)]);
    const changed = value.slice(0, -5) + (value.at(-5) === 'A' ? 'B' : 'A') + value.slice(-4);
    expect(opened.open(changed, [keyOf('a', 1)])).toBeNull();
  });

  it('opens it again with the keyring read anew, in another order', () => {
    const opened = new OpenedSessions('goalixa');
    expect(opened.open(value, [keyOf('a', 1)])).toBe(opened.open(value, [keyOf('b', 2), keyOf('a', 1)]));
  });
});
