import { api, NoAnswer, Refused } from './api.js';
import { clock } from './clock.js';
import { meaningOf, waitAfter } from './outbox-rules.js';
import { rowTypes } from './rows.js';

/**
 * @typedef {import('./api.js').Problem} Problem
 * @typedef {import('./outbox.js').Command} Command
 * @typedef {'idle' | 'offline' | 'signed-out' | 'failed'} SyncState
 */

/** How often a tab that is looked at asks for news. */
const pollMs = 30_000;

/**
 * Sends what waits, then takes what changed elsewhere. One tab at a time does it for all tabs of a user.
 * Runs at the start, after each write, when the network or the user comes back, and by a timer.
 */
export class Sync {
  /** @type {SyncState} */
  state = 'idle';
  /** Why it failed. @type {Problem | null} */
  problem = null;
  #store;
  #outbox;
  #onState;
  #isStopped = false;
  #failures = 0;
  /** Until then the server wants to be left alone, ms since the page began. */
  #notBefore = 0;
  #timer = 0;
  /** @type {Promise<void> | null} */
  #running = null;
  #isAskedAgain = false;
  /** Sent by the browser when there may be something to do. */
  #triggers = /** @type {const} */ ([
    [window, 'online'],
    [window, 'offline'],
    [document, 'visibilitychange'],
  ]);

  /**
   * @param {import('./store.js').Store} store
   * @param {import('./outbox.js').Outbox} outbox
   * @param {() => void} onState called when `state` is another
   */
  constructor(store, outbox, onState) {
    this.#store = store;
    this.#outbox = outbox;
    this.#onState = onState;
  }

  start() {
    for (const [target, type] of this.#triggers) target.addEventListener(type, this);
    void this.run();
  }

  stop() {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    for (const [target, type] of this.#triggers) target.removeEventListener(type, this);
  }

  /** @param {Event} event */
  handleEvent({ type }) {
    if (type !== 'visibilitychange' || document.visibilityState === 'visible') void this.run();
  }

  /** Fulfilled after a whole round that began after this call. @returns {Promise<void>} */
  run() {
    if (this.#running) {
      this.#isAskedAgain = true;
      return this.#running;
    }
    this.#running = this.#rounds().finally(() => (this.#running = null));
    return this.#running;
  }

  async #rounds() {
    clearTimeout(this.#timer);
    do {
      this.#isAskedAgain = false;
      if (this.#isStopped) return;
      await navigator.locks.request(`goalixa-sync-${this.#store.userId}`, () => this.#round());
    } while (this.#isAskedAgain);
    if (!this.#isStopped) this.#timer = window.setTimeout(() => this.#onTime(), this.#waitMs());
  }

  /** A tab that nobody looks at asks for nothing; it does so when it is seen again. */
  #onTime() {
    if (document.visibilityState === 'visible' || this.#store.commands.length > 0) void this.run();
  }

  /** Until the next round: sooner when something waits to be tried again. */
  #waitMs() {
    if (this.#failures > 0) {
      return waitAfter(this.#failures - 1, this.#notBefore - performance.now(), Math.random());
    }
    const due = this.#store.commands.map(({ retryAt }) => retryAt - clock.now());
    return Math.min(pollMs, ...due.filter((ms) => ms > 0));
  }

  async #round() {
    if (this.#isStopped || performance.now() < this.#notBefore) return;
    try {
      await this.#push();
      await this.#pull();
      this.#failures = 0;
      this.#set('idle');
    } catch (error) {
      if (this.#isStopped) return; // the rows were taken away under it
      this.#failures += 1;
      if (error instanceof NoAnswer) return this.#set('offline');
      if (!(error instanceof Refused)) {
        // This device could not store it, for example: what was not stored is asked for again.
        this.#set('failed');
        return reportError(error);
      }
      this.#set(error.problem.status === 401 ? 'signed-out' : 'failed', error.problem);
    }
  }

  async #push() {
    while (this.#store.commands.length > 0 && !this.#isStopped) {
      const command = await this.#outbox.next();
      if (!command) return;
      await this.#send(command);
    }
  }

  /** @param {Command} command @throws Refused, NoAnswer when there is no use in sending the next one */
  async #send(command) {
    const { userId } = this.#store;
    const answer = await api.send({ ...command, userId });
    this.#failures = 0; // it answers
    const { problem } = answer;
    const meaning = meaningOf(command, answer);
    if (meaning === 'done')
      return this.#outbox.settle(command, rowsOf(command, problem ? null : answer.body));
    if (!problem) return;
    const wait = waitAfter(command.attempts, answer.retryAfterMs, Math.random());
    if (meaning === 'later') return this.#outbox.postpone(command, wait);
    if (meaning === 'outdated') return this.#outbox.outdated(command, problem);
    if (meaning === 'refused') return this.#outbox.refuse(command, problem);
    this.#notBefore = performance.now() + answer.retryAfterMs;
    throw new Refused(problem);
  }

  async #pull() {
    for (let hasMore = true; hasMore && !this.#isStopped;) {
      const after = this.#store.cursor;
      const page = await this.#changesAfter(after);
      hasMore = page.hasMore;
      if (page.next === after && this.#store.isComplete && !this.#store.hasEchoes) return;
      await this.#take(page);
    }
  }

  /** From the start again where the server knows less than this device: it was restored from a backup. @param {number} after */
  async #changesAfter(after) {
    try {
      return await api.changes(this.#store.userId, after);
    } catch (error) {
      if (!(error instanceof Refused) || error.problem.code !== 'cursor_unknown') throw error;
      await this.#store.update((batch) => batch.forgetServer());
      return api.changes(this.#store.userId, 0);
    }
  }

  /** A page and the place it ends at are stored together, so nothing is skipped or taken twice. @param {import('./api.js').ChangePage} page */
  async #take({ items, next, hasMore }) {
    const take = async (/** @type {import('./batch.js').Batch} */ batch) => {
      const commands = await batch.commands();
      // All at once: one after the other, each would wait for the database's own process and back.
      await Promise.all(
        items.map(async ({ type: name, id, row, projectId }) => {
          const type = rowTypes.find((known) => known === name);
          if (!type) return; // of a newer server
          const server = /** @type {Record<string, unknown> | null} */ (row);
          await batch.takeServer(type, id, server, commands, projectId === undefined ? {} : { projectId });
        }),
      );
      await batch.putMeta('cursor', next);
      if (hasMore) return;
      await batch.putMeta('isComplete', true);
      // All changes up to here are in: what is done needs to be shown no longer.
      const done = commands.filter(({ state }) => state === 'done');
      for (const { seq } of done) await batch.dropCommand(seq);
      const left = commands.filter(({ state }) => state !== 'done');
      for (const { effects } of done) await batch.reshow(effects, left);
    };
    // What the server says it can say again: nothing is gained by waiting for the disk.
    await this.#store.update(take, 'relaxed');
  }

  /** @param {SyncState} state @param {Problem | null} [problem] */
  #set(state, problem = null) {
    if (this.state === state && this.problem === problem) return;
    this.state = state;
    this.problem = problem;
    this.#onState();
  }
}

/**
 * The rows in the answer to a write.
 * @param {Command} command
 * @param {any} body
 * @returns {[import('./rows.js').RowType, Record<string, unknown>][]}
 */
function rowsOf({ type }, body) {
  if (!body) return [];
  if ('started' in body)
    return [body.started, body.ended].filter(Boolean).map((entry) => ['time-entries', entry]);
  return [[type, body]];
}
