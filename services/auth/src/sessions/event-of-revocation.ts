import type { AuthEvent } from '../events/auth-event.ts';
import type { RevokeReason } from './family.ts';

/** What the audit calls the end of a family. */
export const eventOfRevocation: Readonly<Record<RevokeReason, AuthEvent['kind']>> = {
  logout: 'logged_out',
  replayed: 'refresh_replayed',
  password_set: 'password_set',
};
