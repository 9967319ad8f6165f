import { clock } from './clock.js';
import { Listeners } from './listeners.js';
import { Outbox } from './outbox.js';
import { session } from './session.js';
import { isExpected, sentenceOf } from './sentence-of.js';
import { Store } from './store.js';
import { Sync } from './sync.js';
import { toast } from '../components/toast/toast.js';

/** What pages work with: the user, the rows, the writes that wait, and where to go. */
export class App {
  /** @type {import('./session.js').User | null} */
  user = null;
  /** @type {Store | null} */
  store = null;
  /** @type {Outbox | null} */
  outbox = null;
  /** @type {Sync | null} */
  sync = null;
  /** Goes to another page; set by the router. @type {(path: string) => void} */
  go = () => {};
  #listeners = new Listeners();

  /** Opens a user's rows on this device. @param {import('./session.js').User} user */
  async enter(user) {
    this.leave();
    // Taken away by a sign-out in another tab, or by the browser: what is here now is seen after a reload.
    const store = await Store.open(user.id, () => location.reload());
    this.user = user;
    this.store = store;
    this.outbox = new Outbox(store, clock.now);
    this.sync = new Sync(store, this.outbox, () => this.#listeners.tell());
    store.subscribe(() => this.#listeners.tell());
    this.sync.start();
    this.#listeners.tell();
    // Without it the browser may remove the rows of a device that is short of space.
    void navigator.storage?.persist?.();
  }

  /** Forgets the rows in memory; what is stored stays. */
  leave() {
    this.sync?.stop();
    this.store?.close();
    this.user = this.store = this.outbox = this.sync = null;
    this.#listeners.tell();
  }

  /** Signs out and removes all of the user's from this device. */
  async signOut() {
    this.leave();
    await session.leave();
  }

  /** Stores writes, shows them, and has them sent. @param {readonly import('./outbox.js').Draft[]} drafts */
  async write(...drafts) {
    if (!this.outbox || drafts.length === 0) return;
    await this.outbox.add(...drafts);
    void this.sync?.run();
  }

  /** @param {() => void} listener called after each change of rows, writes or connection @returns {() => void} ends it */
  subscribe(listener) {
    return this.#listeners.add(listener);
  }

  /**
   * Runs what the user asked for; a failure is told, never swallowed.
   * @param {() => unknown} work may answer a promise
   */
  async attempt(work) {
    try {
      await work();
    } catch (error) {
      void toast(sentenceOf(error), { isAlarm: true });
      if (!isExpected(error)) throw error;
    }
  }
}
