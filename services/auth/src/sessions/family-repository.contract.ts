import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RepositoryHarness } from '../testing/repository-harness.ts';
import { aFamily, anAccount, testInstant } from '../testing/factories.ts';

const later = '2026-11-22T10:00:10.000Z';

/** What every FamilyRepository does; called with 'memory' and with 'postgres'. */
export function describeFamilyRepository(name: string, open: () => Promise<RepositoryHarness>): void {
  describe(`FamilyRepository (${name})`, () => {
    let harness: RepositoryHarness;
    beforeAll(async () => (harness = await open()));
    afterAll(() => harness.close());

    async function opened() {
      const account = anAccount();
      await harness.accounts.register(account);
      const { family } = aFamily(account.id);
      expect(await harness.families.open(family, 1)).toBe(true);
      return { account, family };
    }

    it('answers null for a family that does not exist', async () => {
      expect(await harness.families.find(randomUUID())).toBeNull();
    });

    it('opens nothing under another password version, nor for a disabled or unknown user', async () => {
      const account = anAccount();
      await harness.accounts.register(account);
      const { family } = aFamily(account.id);
      expect(await harness.families.open(family, 2)).toBe(false);
      expect(await harness.families.open({ ...family, userId: randomUUID() }, 1)).toBe(false);
      await harness.disable(account.id);
      expect(await harness.families.open(family, 1)).toBe(false);
      expect(await harness.families.find(family.id)).toBeNull();
    });

    it('moves nothing on from a hash that is not the newest', async () => {
      const { family } = await opened();
      const rotation = { familyId: family.id, from: randomBytes(32), to: randomBytes(32), at: later };
      expect(await harness.families.rotate(rotation)).toBe(false);
      expect(await harness.families.find(family.id)).toMatchObject(family);
    });

    it('moves neither a revoked nor an expired family on, nor one of a disabled user', async () => {
      const [revoked, expired, disabled] = [await opened(), await opened(), await opened()];
      await harness.families.revoke(revoked.family.id, 'logout', later);
      await harness.disable(disabled.account.id);
      const rotate = ({ family }: typeof revoked, at: string) =>
        harness.families.rotate({ familyId: family.id, from: family.currentHash, to: randomBytes(32), at });
      expect(await rotate(revoked, later)).toBe(false);
      expect(await rotate(expired, expired.family.absoluteExpiry)).toBe(false);
      expect(await rotate(disabled, later)).toBe(false);
    });

    it('moves a family on once for 20 callers', async () => {
      const { family } = await opened();
      const to = randomBytes(32);
      const rotation = { familyId: family.id, from: family.currentHash, to, at: later };
      const moved = await Promise.all(Array.from({ length: 20 }, () => harness.families.rotate(rotation)));
      expect(moved.filter(Boolean)).toHaveLength(1);
      expect(await harness.families.find(family.id)).toMatchObject({
        generation: 1,
        currentHash: to,
        previousHash: family.currentHash,
        rotatedAt: later,
        successorSeenAt: null,
      });
    });

    it('notes the first use once, of the newest token only, and forgets it at the rotation', async () => {
      const { family } = await opened();
      await harness.families.markSeen(family.id, randomBytes(32), later);
      expect(await harness.families.find(family.id)).toMatchObject({ successorSeenAt: null });
      await harness.families.markSeen(family.id, family.currentHash, later);
      await harness.families.markSeen(family.id, family.currentHash, family.absoluteExpiry);
      expect(await harness.families.find(family.id)).toMatchObject({ successorSeenAt: later });
      const to = randomBytes(32);
      await harness.families.rotate({ familyId: family.id, from: family.currentHash, to, at: later });
      expect(await harness.families.find(family.id)).toMatchObject({ successorSeenAt: null });
    });

    it('revokes once, with its reason and its line in the audit', async () => {
      const { account, family } = await opened();
      expect(await harness.families.revoke(family.id, 'replayed', later)).toBe(true);
      expect(await harness.families.revoke(family.id, 'logout', later)).toBe(false);
      expect(await harness.families.find(family.id)).toMatchObject({
        revokedAt: later,
        revokeReason: 'replayed',
      });
      const audit = (await harness.events()).filter(({ familyId }) => familyId === family.id);
      expect(audit).toEqual([
        { at: testInstant, kind: 'logged_in', userId: account.id, familyId: family.id },
        { at: later, kind: 'refresh_replayed', userId: account.id, familyId: family.id },
      ]);
    });

    it('finds a family with what tokens say about its user', async () => {
      const { family } = await opened();
      const user = { timeZone: 'Europe/Berlin', locale: 'de', disabledAt: null };
      expect(await harness.families.find(family.id)).toEqual({ ...family, user });
    });
  });
}
