import { openDatabase, result, transaction } from './database.js';
import { Batch } from './batch.js';
import { Listeners } from './listeners.js';
import { isLive, rowTypes } from './rows.js';

/**
 * @typedef {import('./rows.js').RowType} RowType
 * @typedef {import('./rows.js').RowRecord} RowRecord
 * @typedef {import('./outbox.js').Command} Command
 * @typedef {import('./outbox.js').Kept} Kept
 * @typedef {{ rows: [RowType, string][], hasCommands: boolean, hasKept: boolean, hasMeta: boolean }} News
 */

/**
 * A user's rows on this device. Pages read them from memory; IndexedDB holds one record per row and is written first.
 * What one tab writes, the others hear.
 */
export class Store {
  userId;
  /** The `after` of the next look at the server's changes. */
  cursor = 0;
  /** Whether this device has had all rows once; before that, "nothing there" would be a guess. */
  isComplete = false;
  /** Writes that the server has not done, oldest first. @type {readonly Command[]} */
  commands = [];
  /** Whether writes that are done are still shown, until the server's changes tell all that they did. */
  hasEchoes = false;
  /** @type {readonly Kept[]} */
  kept = [];
  /** Projects that deleted tasks leave their time to, by task id. @type {Map<string, string | null>} */
  projectsOfDeleted = new Map();
  #database;
  #channel;
  #isClosed = false;
  /** @type {Map<RowType, Map<string, Record<string, unknown>>>} */
  #rows = new Map(rowTypes.map((type) => [type, new Map()]));
  /** Of rows that differ from it. @type {Map<string, Record<string, unknown>>} */
  #serverRows = new Map();
  /** @type {Map<RowType, readonly any[]>} */
  #lists = new Map();
  #listeners = new Listeners();

  /**
   * @param {string} userId
   * @param {IDBDatabase} database
   */
  constructor(userId, database) {
    this.userId = userId;
    this.#database = database;
    this.#channel = new BroadcastChannel(`goalixa-${userId}`);
    this.#channel.onmessage = ({ data }) => void this.#hear(data);
  }

  /**
   * Opens a user's rows, all of them in memory.
   * @param {string} userId
   * @param {() => void} onClosed the database was taken away
   */
  static async open(userId, onClosed) {
    const store = new Store(userId, await openDatabase(userId, onClosed));
    await store.#load();
    return store;
  }

  close() {
    this.#isClosed = true;
    this.#channel.close();
    this.#database.close();
  }

  /**
   * Live rows of a type, oldest first; the same array until one of them changes.
   * @template {RowType} T
   * @param {T} type
   * @returns {readonly import('./rows.js').RowTypes[T][]}
   */
  list(type) {
    const known = this.#lists.get(type);
    if (known) return known;
    const list = /** @type {any[]} */ ([...this.#mapOf(type).values()]).sort(byId);
    this.#lists.set(type, list);
    return list;
  }

  /**
   * @template {RowType} T
   * @param {T} type
   * @param {string | null} id
   * @returns {import('./rows.js').RowTypes[T] | null} null: not there, or deleted
   */
  row(type, id) {
    const row = id === null ? undefined : this.#mapOf(type).get(id);
    return /** @type {import('./rows.js').RowTypes[T] | undefined} */ (row) ?? null;
  }

  /** A row as the server told it last, without the writes that wait. @param {RowType} type @param {string} id */
  serverRow(type, id) {
    return this.#serverRows.get(`${type}/${id}`) ?? null;
  }

  /** @param {() => void} listener called after each change @returns {() => void} ends it */
  subscribe(listener) {
    return this.#listeners.add(listener);
  }

  /**
   * Changes what is stored, all or nothing; then memory and the other tabs follow.
   * @template T
   * @param {(batch: Batch) => Promise<T>} work
   * @param {IDBTransactionDurability} [durability] whether it must be on the disk before it is said to be stored
   * @returns {Promise<T>}
   */
  async update(work, durability = 'strict') {
    const { batch, value } = await transaction(
      this.#database,
      ['rows', 'outbox', 'kept', 'meta'],
      'readwrite',
      async (stores) => {
        const batch = new Batch(stores);
        return { batch, value: await work(batch) };
      },
      durability,
    );
    const { news } = batch;
    if (news.rows.length === 0 && !news.hasCommands && !news.hasKept && !news.hasMeta) return value;
    for (const record of batch.changedRecords) this.#take(record);
    await this.#reload(news);
    this.#listeners.tell();
    if (!this.#isClosed) this.#channel.postMessage(news);
    return value;
  }

  async #load() {
    const [records] = await Promise.all([
      transaction(this.#database, ['rows'], 'readonly', (stores) => result(stores('rows').getAll())),
      this.#reload({ rows: [], hasCommands: true, hasKept: true, hasMeta: true }),
    ]);
    for (const record of records) this.#take(record);
  }

  /** @param {News} news from another tab */
  async #hear(news) {
    if (this.#isClosed) return;
    const gone = { server: null, row: null };
    const records = await transaction(this.#database, ['rows'], 'readonly', (stores) =>
      Promise.all(
        news.rows.map(
          async ([type, id]) => (await result(stores('rows').get([type, id]))) ?? { type, id, ...gone },
        ),
      ),
    );
    for (const record of records) this.#take(record);
    await this.#reload(news);
    this.#listeners.tell();
  }

  /** @param {News} news */
  async #reload({ hasCommands, hasKept, hasMeta }) {
    await transaction(this.#database, ['outbox', 'kept', 'meta'], 'readonly', async (stores) => {
      if (hasCommands) {
        const all = await result(stores('outbox').getAll());
        this.commands = all.filter(({ state }) => state !== 'done');
        this.hasEchoes = this.commands.length < all.length;
      }
      if (hasKept) this.kept = await result(stores('kept').getAll());
      if (!hasMeta) return;
      this.cursor = (await result(stores('meta').get('cursor'))) ?? 0;
      this.isComplete = (await result(stores('meta').get('isComplete'))) ?? false;
    });
  }

  /** @param {RowRecord} record */
  #take({ type, id, row, server, projectId }) {
    if (server && server !== row) this.#serverRows.set(`${type}/${id}`, server);
    else this.#serverRows.delete(`${type}/${id}`);
    if (isLive(row)) this.#mapOf(type).set(id, /** @type {Record<string, unknown>} */ (row));
    else this.#mapOf(type).delete(id);
    const left = projectId ?? /** @type {string | null | undefined} */ (row?.['projectId']);
    if (type === 'tasks' && !isLive(row) && left !== undefined) this.projectsOfDeleted.set(id, left);
    this.#lists.delete(type);
  }

  /** @param {RowType} type */
  #mapOf(type) {
    return /** @type {Map<string, Record<string, unknown>>} */ (this.#rows.get(type));
  }
}

/** Ids begin with the time they were made at. @param {{ id: string }} a @param {{ id: string }} b */
const byId = (a, b) => (a.id < b.id ? -1 : 1);
