/** Why a family ended. */
export const revokeReasons = ['logout', 'replayed', 'password_set'] as const;
export type RevokeReason = (typeof revokeReasons)[number];

/** One signed-in device: a chain of refresh tokens of which the newest is valid. Instants: ISO 8601 UTC. */
export interface Family {
  readonly id: string;
  readonly userId: string;
  /** Id of the key in the refresh keyring that derives this family's secrets. */
  readonly keyId: string;
  readonly generation: number;
  /** SHA-256 of the newest secret, and of the one before it (`null` in generation 0). */
  readonly currentHash: Buffer;
  readonly previousHash: Buffer | null;
  readonly rotatedAt: string;
  /** When the gateway first saw the newest token used; `null` while it may not have arrived. */
  readonly successorSeenAt: string | null;
  readonly absoluteExpiry: string;
  readonly revokedAt: string | null;
  readonly revokeReason: RevokeReason | null;
  readonly userAgent: string | null;
  readonly createdAt: string;
}

/** A family with what a token says about its user. */
export interface FamilyOfUser extends Family {
  readonly user: {
    readonly timeZone: string;
    readonly locale: string | null;
    readonly disabledAt: string | null;
  };
}
