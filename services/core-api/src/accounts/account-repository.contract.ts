import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 } from 'uuid';
import type { Stores } from '../testing/open-stores.ts';

/** What every store of accounts does; called with 'memory' and with 'postgres'. */
export function describeAccountRepository(name: string, open: () => Promise<Stores>): void {
  describe(`AccountRepository (${name})`, () => {
    let stores: Stores;

    beforeAll(async () => {
      stores = await open();
    });
    afterAll(() => stores.close());

    it('refuses to count for a user without account', async () => {
      const { accounts } = stores.repositories;
      const nobody = v7();
      await expect(accounts.bump(nobody, 1)).rejects.toThrow('the account is missing');
      expect(await accounts.counter(nobody)).toBe(0);
    });

    it('hands out numbers once, also to callers at once, and keeps them over a second ensure', async () => {
      const { accounts } = stores.repositories;
      const userId = await stores.user();
      expect([await accounts.bump(userId, 1), await accounts.bump(userId, 5)]).toEqual([1, 6]);
      const numbers = await Promise.all(Array.from({ length: 10 }, () => accounts.bump(userId, 1)));
      expect(numbers.sort((a, b) => a - b)).toEqual([7, 8, 9, 10, 11, 12, 13, 14, 15, 16]);
      await accounts.ensure(userId);
      expect(await accounts.counter(userId)).toBe(16);
    });
  });
}
