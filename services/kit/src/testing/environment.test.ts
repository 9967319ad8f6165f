import { describe, expect, it } from '@jest/globals';
import { testPostgres } from './environment.ts';

describe('testPostgres', () => {
  it('refuses without the server of the test run and says what starts it', () => {
    expect(() => testPostgres('')).toThrow(
      'GOALIXA_TEST_POSTGRES is not set: run tests by `npm run jest`, whose setup starts PostgreSQL.',
    );
  });

  it('answers files, never a secret', () => {
    const { superuser, databases } = testPostgres();
    const files = [superuser, ...Object.values(databases).flatMap(({ owner, app }) => [owner, app])];
    for (const { userFile, passwordFile } of files)
      expect([userFile, passwordFile]).toEqual([
        expect.stringMatching(/\/user$/),
        expect.stringMatching(/\/password$/),
      ]);
    expect(Object.keys(databases).sort()).toEqual(['authdb', 'goalixa']);
  });
});
