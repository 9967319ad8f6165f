import type { Family, FamilyOfUser, RevokeReason } from './family.ts';

/** A rotation: `from` and `to` are SHA-256 of the newest secret and of its successor. */
export interface Rotation {
  readonly familyId: string;
  readonly from: Buffer;
  readonly to: Buffer;
  /** ISO 8601 UTC. */
  readonly at: string;
}

/** Refresh families. What belongs in the audit is written by the same statement. */
export interface FamilyRepository {
  /**
   * Opens a family, if the user is active and the password is still the one that was checked.
   * @returns whether it was opened
   */
  open(family: Family, passwordVersion: number): Promise<boolean>;

  find(familyId: string): Promise<FamilyOfUser | null>;

  /**
   * Moves the family on, if `from` is still its newest secret, it is live and its user is active. One
   * guarded UPDATE: a read followed by an unguarded write forks families.
   * @returns whether this call moved it
   */
  rotate(rotation: Rotation): Promise<boolean>;

  /** Notes the first use of the newest token; no effect when `hash` is not of the newest secret. */
  markSeen(familyId: string, hash: Buffer, at: string): Promise<void>;

  /** Ends a live family. @returns whether this call ended it */
  revoke(familyId: string, reason: RevokeReason, at: string): Promise<boolean>;
}
