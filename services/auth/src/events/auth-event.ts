/** What the audit knows. */
export const authEventKinds = [
  'registered',
  'register_repeated',
  'logged_in',
  'login_failed',
  'logged_out',
  'refresh_replayed',
  'password_set',
] as const;

/** One line of the append-only audit. */
export interface AuthEvent {
  /** ISO 8601 UTC. */
  readonly at: string;
  readonly kind: (typeof authEventKinds)[number];
  /** `null` when the account is not known. */
  readonly userId: string | null;
  readonly familyId: string | null;
}
