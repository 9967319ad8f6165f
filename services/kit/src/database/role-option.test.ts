import { describe, expect, it } from '@jest/globals';
import { roleOption } from './role-option.ts';

describe('roleOption', () => {
  it.each(['postgres', 'authdb_owner', '_a', ''])('asks for no role for "%s"', (login) => {
    expect(roleOption(login)).toBe('');
  });

  it('asks for the role that both logins share', () => {
    expect(roleOption('authdb_app_a')).toBe('-c role=authdb_app');
    expect(roleOption('authdb_app_b')).toBe('-c role=authdb_app');
  });

  it('keeps a name whole that the server would split', () => {
    expect(roleOption('plan b\\_owner_a')).toBe('-c role=plan\\ b\\\\_owner');
  });
});
