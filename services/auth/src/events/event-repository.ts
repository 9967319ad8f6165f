import type { AuthEvent } from './auth-event.ts';

/** The audit of what changed nothing else; changes audit themselves in their own transaction. */
export interface EventRepository {
  add(event: AuthEvent): Promise<void>;
}
