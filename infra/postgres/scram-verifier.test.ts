import { describe, expect, it } from '@jest/globals';
import { scramVerifier } from './scram-verifier.ts';

describe('scramVerifier', () => {
  it('refuses a password that would need a normalisation', () => {
    expect(() => scramVerifier('pässword')).toThrow('A database password has to be printable ASCII.');
    expect(() => scramVerifier('')).toThrow('A database password has to be printable ASCII.');
  });

  it('answers what the example of RFC 7677 has', () => {
    // RFC 7677, section 3: user "user", password "pencil", 4096 iterations.
    expect(scramVerifier('pencil', Buffer.from('W22ZaJ0SNY7soEsUEjb6gQ==', 'base64'))).toBe(
      'SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$' +
        'WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=',
    );
  });

  it('salts: the same password twice gives two verifiers', () => {
    expect(scramVerifier('pencil')).not.toBe(scramVerifier('pencil'));
  });
});
