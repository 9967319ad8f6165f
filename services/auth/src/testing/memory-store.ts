import type { Account } from '../accounts/account.ts';
import type { AuthEvent } from '../events/auth-event.ts';
import type { SigningKey } from '../keys/signing-key.ts';
import type { Family } from '../sessions/family.ts';

/** What `authdb` holds, for the in-memory repositories to share. */
export class MemoryStore {
  readonly accounts = new Map<string, Account>();
  readonly families = new Map<string, Family>();
  readonly events: AuthEvent[] = [];
  readonly signingKeys: SigningKey[] = [];
}
