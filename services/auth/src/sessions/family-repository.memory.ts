import type { MemoryStore } from '../testing/memory-store.ts';
import { eventOfRevocation } from './event-of-revocation.ts';
import type { Family, FamilyOfUser, RevokeReason } from './family.ts';
import type { FamilyRepository, Rotation } from './family-repository.ts';

/** Refresh families in memory, for unit tests. Methods run to their end in one turn. */
export class MemoryFamilyRepository implements FamilyRepository {
  readonly #store: MemoryStore;

  constructor(store: MemoryStore) {
    this.#store = store;
  }

  async open(family: Family, passwordVersion: number): Promise<boolean> {
    const account = this.#store.accounts.get(family.userId);
    const opens = account?.disabledAt === null && account.passwordVersion === passwordVersion;
    if (opens) {
      this.#store.families.set(family.id, family);
      this.#audit(family, 'logged_in', family.createdAt);
    }
    return opens;
  }

  async find(familyId: string): Promise<FamilyOfUser | null> {
    const family = this.#store.families.get(familyId);
    const user = family && this.#store.accounts.get(family.userId);
    if (!user) return null;
    const { timeZone, locale, disabledAt } = user;
    return { ...family, user: { timeZone, locale, disabledAt } };
  }

  async rotate({ familyId, from, to, at }: Rotation): Promise<boolean> {
    const family = this.#live(familyId);
    if (!family?.currentHash.equals(from)) return false;
    if (family.absoluteExpiry <= at || !this.#isActive(family.userId)) return false;
    this.#store.families.set(familyId, {
      ...family,
      generation: family.generation + 1,
      previousHash: family.currentHash,
      currentHash: to,
      rotatedAt: at,
      successorSeenAt: null,
    });
    return true;
  }

  async markSeen(familyId: string, hash: Buffer, at: string): Promise<void> {
    const family = this.#live(familyId);
    if (family?.currentHash.equals(hash) && family.successorSeenAt === null) {
      this.#store.families.set(familyId, { ...family, successorSeenAt: at });
    }
  }

  async revoke(familyId: string, reason: RevokeReason, at: string): Promise<boolean> {
    const family = this.#live(familyId);
    if (!family) return false;
    this.#store.families.set(familyId, { ...family, revokedAt: at, revokeReason: reason });
    this.#audit(family, eventOfRevocation[reason], at);
    return true;
  }

  #live(familyId: string): Family | undefined {
    const family = this.#store.families.get(familyId);
    return family?.revokedAt === null ? family : undefined;
  }

  #isActive(userId: string): boolean {
    return this.#store.accounts.get(userId)?.disabledAt === null;
  }

  #audit({ userId, id }: Family, kind: (typeof eventOfRevocation)[RevokeReason], at: string): void {
    this.#store.events.push({ at, kind, userId, familyId: id });
  }
}
