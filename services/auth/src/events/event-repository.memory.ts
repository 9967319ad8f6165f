import type { MemoryStore } from '../testing/memory-store.ts';
import type { AuthEvent } from './auth-event.ts';
import type { EventRepository } from './event-repository.ts';

/** The audit in memory, for unit tests. */
export class MemoryEventRepository implements EventRepository {
  readonly #store: MemoryStore;

  constructor(store: MemoryStore) {
    this.#store = store;
  }

  async add(event: AuthEvent): Promise<void> {
    this.#store.events.push(event);
  }
}
