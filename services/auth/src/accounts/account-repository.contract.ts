import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RepositoryHarness } from '../testing/repository-harness.ts';
import { aFamily, anAccount, testInstant } from '../testing/factories.ts';

const later = '2026-11-22T10:00:10.000Z';

/** What every AccountRepository does; called with 'memory' and with 'postgres'. */
export function describeAccountRepository(name: string, open: () => Promise<RepositoryHarness>): void {
  describe(`AccountRepository (${name})`, () => {
    let harness: RepositoryHarness;
    beforeAll(async () => (harness = await open()));
    afterAll(() => harness.close());

    async function signedIn() {
      const account = anAccount();
      await harness.accounts.register(account);
      const { family } = aFamily(account.id);
      await harness.families.open(family, 1);
      return { account, family };
    }

    it('answers null for an address nobody has', async () => {
      expect(await harness.accounts.findByEmail('nobody@example.com')).toBeNull();
    });

    it('keeps the first account of an address and audits the second attempt without its id', async () => {
      const first = anAccount();
      const second = anAccount({ emailNormalised: first.emailNormalised, createdAt: later });
      await harness.accounts.register(first);
      await harness.accounts.register(second);
      const stored = await harness.accounts.findByEmail(first.emailNormalised);
      expect(stored).toEqual({ ...first, passwordVersion: 1, disabledAt: null });
      const kinds = (await harness.events()).slice(-2).map(({ kind, userId }) => ({ kind, userId }));
      expect(kinds).toEqual([
        { kind: 'registered', userId: first.id },
        { kind: 'register_repeated', userId: null },
      ]);
    });

    it('finds nobody signed in by a family that is revoked, expired, disabled or of somebody else', async () => {
      const [revoked, disabled, other] = [await signedIn(), await signedIn(), await signedIn()];
      const { findSignedIn } = {
        findSignedIn: (userId: string, familyId: string, now = testInstant) =>
          harness.accounts.findSignedIn(userId, familyId, now),
      };
      await harness.families.revoke(revoked.family.id, 'logout', later);
      await harness.disable(disabled.account.id);
      expect(await findSignedIn(revoked.account.id, revoked.family.id)).toBeNull();
      expect(await findSignedIn(disabled.account.id, disabled.family.id)).toBeNull();
      expect(await findSignedIn(other.account.id, other.family.id, other.family.absoluteExpiry)).toBeNull();
      expect(await findSignedIn(other.account.id, revoked.family.id)).toBeNull();
      expect(await findSignedIn(randomUUID(), other.family.id)).toBeNull();
      expect(await findSignedIn(other.account.id, other.family.id)).toMatchObject(other.account);
    });

    it('renews a hash only while the old one is stored, and keeps the password version', async () => {
      const account = anAccount();
      await harness.accounts.register(account);
      await harness.accounts.renewHash(account.id, '$other', '$lost');
      await harness.accounts.renewHash(account.id, account.passwordHash, '$renewed');
      const stored = await harness.accounts.findByEmail(account.emailNormalised);
      expect(stored).toMatchObject({ passwordHash: '$renewed', passwordVersion: 1 });
    });

    it('leaves no session of the old password when a sign-in races the setting of a new one', async () => {
      for (let round = 0; round < 50; round += 1) {
        const account = anAccount();
        await harness.accounts.register(account);
        const { family } = aFamily(account.id);
        const opening = () => harness.families.open(family, 1);
        const setting = () => harness.accounts.setPassword(account.id, '$new', later);
        await Promise.all(round % 2 ? [opening(), setting()] : [setting(), opening()]);
        expect((await harness.families.find(family.id))?.revokedAt).not.toBeNull();
      }
    });

    it("sets a password, ends all the user's families and nobody else's", async () => {
      const [mine, others] = [await signedIn(), await signedIn()];
      const { family: ended } = aFamily(mine.account.id);
      await harness.families.open(ended, 1);
      await harness.families.revoke(ended.id, 'logout', testInstant);
      await harness.accounts.setPassword(mine.account.id, '$new', later);
      expect(await harness.accounts.findByEmail(mine.account.emailNormalised)).toMatchObject({
        passwordHash: '$new',
        passwordVersion: 2,
      });
      const found = await Promise.all(
        [mine.family, ended, others.family].map(({ id }) => harness.families.find(id)),
      );
      expect(found.map((family) => family?.revokeReason)).toEqual(['password_set', 'logout', null]);
      expect((await harness.events()).at(-1)).toEqual({
        at: later,
        kind: 'password_set',
        userId: mine.account.id,
        familyId: null,
      });
    });
  });
}
