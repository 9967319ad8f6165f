/** Somebody who can sign in. Instants: ISO 8601 UTC. */
export interface Account {
  readonly id: string;
  /** As given at sign-up. */
  readonly email: string;
  readonly emailNormalised: string;
  /** PHC string. */
  readonly passwordHash: string;
  /** Raised each time the password is set. */
  readonly passwordVersion: number;
  /** IANA name. */
  readonly timeZone: string;
  /** BCP 47, or `null`. */
  readonly locale: string | null;
  readonly disabledAt: string | null;
  readonly createdAt: string;
}

/** An account at sign-up. */
export type NewAccount = Omit<Account, 'passwordVersion' | 'disabledAt'>;
