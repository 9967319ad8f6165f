import type { Key } from '@goalixa/kit/keyring.ts';
import { LRUCache } from 'lru-cache';
import { openSession, type StoredSession } from './session-cookie.ts';

interface Opened {
  readonly session: StoredSession;
  readonly key: Key;
}

// About 2 kB each.
const most = 5_000;

/**
 * Opens session cookies and remembers them by the *whole* value: decrypting is a third of what the cheapest request
 * costs. A value counts no longer than its key is in the keyring.
 */
export class OpenedSessions {
  readonly #name: string;
  readonly #opened = new LRUCache<string, Opened>({ max: most });

  /** @param name the cookie's */
  constructor(name: string) {
    this.#name = name;
  }

  /** @returns what `openSession` does */
  open(value: string, keys: readonly Key[]): StoredSession | null {
    const known = this.#opened.get(value);
    if (known && keys.some((key) => key === known.key || isSame(key, known.key))) return known.session;
    for (const key of keys) {
      const session = openSession(value, [key], this.#name);
      if (!session) continue;
      this.#opened.set(value, { session, key });
      return session;
    }
    this.#opened.delete(value);
    return null;
  }
}

const isSame = (a: Key, b: Key): boolean => a.id === b.id && a.bytes.equals(b.bytes);
