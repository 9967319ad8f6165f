import { describe, expect, it } from '@jest/globals';
import { testCosts } from '../testing/test-costs.ts';
import { PasswordHasher, defaultCosts } from './password-hasher.ts';
import { parsePhc } from './phc.ts';
import { WorkGate } from './work-gate.ts';

const gate = () => new WorkGate({ running: 2, waiting: 16 }, () => new Error('full'));
const hasher = new PasswordHasher(testCosts, gate());

describe('PasswordHasher', () => {
  it('matches nothing for an unknown account, nor for a hash of another scheme', async () => {
    const nothing = { matches: false, renewed: null };
    expect(await hasher.check('password', null)).toEqual(nothing);
    expect(await hasher.check('password', 'scrypt:32768:8:1$salt$00ff')).toEqual(nothing);
  });

  it.each([
    ['a trailing space', 'password one', 'password one '],
    ['case', 'password one', 'Password one'],
    ['what follows a NUL', 'password\u0000one', 'password\u0000two'],
    ['a leading space', ' password', 'password'],
    ['the form of an accent', 'caf\u00e9 password', 'cafe\u0301 password'],
    ['the last of 256 characters', `${'a'.repeat(255)}b`, `${'a'.repeat(255)}c`],
  ])('P6: tells passwords apart that differ by %s', async (_name, password, other) => {
    const stored = await hasher.hash(password);
    expect((await hasher.check(other, stored)).matches).toBe(false);
    expect((await hasher.check(password, stored)).matches).toBe(true);
  });

  it('hashes one password differently each time', async () => {
    expect(await hasher.hash('password')).not.toBe(await hasher.hash('password'));
  });

  it.each([
    '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc',
    '$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4',
  ])('agrees with the reference implementation: %s', async (vector) => {
    expect((await hasher.check('password', vector)).matches).toBe(true);
    expect((await hasher.check('differentpassword', vector)).matches).toBe(false);
  });

  it('renews a hash of other costs after a match only, and then has nothing to renew', async () => {
    const old = await new PasswordHasher({ ...testCosts, passes: 2 }, gate()).hash('password');
    expect(await hasher.check('wrong', old)).toEqual({ matches: false, renewed: null });
    const { renewed } = await hasher.check('password', old);
    expect(parsePhc(renewed!)).toMatchObject(testCosts);
    expect(await hasher.check('password', renewed)).toEqual({ matches: true, renewed: null });
  });

  it('uses 19 MiB, two passes and one lane by default', async () => {
    const phc = await new PasswordHasher(defaultCosts, gate()).hash('password');
    expect(phc).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
  });
});
