import { result } from './database.js';
import { applyEffect, isLive, shownRow } from './rows.js';

/**
 * @typedef {import('./rows.js').RowType} RowType
 * @typedef {import('./rows.js').RowRecord} RowRecord
 * @typedef {import('./rows.js').AnyRow} AnyRow
 * @typedef {import('./rows.js').Effect} Effect
 * @typedef {import('./outbox.js').Command} Command
 */

/** The requests of one transaction over a user's database, and what they changed. */
export class Batch {
  #stores;
  /** @type {Map<string, RowRecord>} */
  #records = new Map();
  #hasCommands = false;
  #hasKept = false;
  #hasMeta = false;

  /** @param {import('./database.js').Stores} stores */
  constructor(stores) {
    this.#stores = stores;
  }

  get changedRecords() {
    return this.#records.values();
  }

  /** @returns {import('./store.js').News} */
  get news() {
    return {
      rows: [...this.#records.values()].map(({ type, id }) => [type, id]),
      hasCommands: this.#hasCommands,
      hasKept: this.#hasKept,
      hasMeta: this.#hasMeta,
    };
  }

  /** @returns {Promise<Command[]>} all that wait, oldest first */
  commands() {
    return result(this.#stores('outbox').getAll());
  }

  /** @param {number} seq @returns {Promise<Command | undefined>} */
  command(seq) {
    return result(this.#stores('outbox').get(seq));
  }

  /** @param {Omit<Command, 'seq'> | Command} command a new one gets the next number @returns {Promise<number>} its number */
  async putCommand(command) {
    this.#hasCommands = true;
    return Number(await result(this.#stores('outbox').put(command)));
  }

  /** @param {number} seq */
  async dropCommand(seq) {
    this.#hasCommands = true;
    await result(this.#stores('outbox').delete(seq));
  }

  /** @param {import('./outbox.js').Kept} kept */
  async putKept(kept) {
    this.#hasKept = true;
    await result(this.#stores('kept').put(kept));
  }

  /** @param {string} id */
  async dropKept(id) {
    this.#hasKept = true;
    await result(this.#stores('kept').delete(id));
  }

  /** @param {'cursor' | 'isComplete'} key @param {unknown} value */
  async putMeta(key, value) {
    this.#hasMeta = true;
    await result(this.#stores('meta').put(value, key));
  }

  /** @param {RowType} type @param {string} id @returns {Promise<RowRecord>} an empty one where there is none */
  async record(type, id) {
    const known = await result(this.#stores('rows').get([type, id]));
    return known ?? { type, id, server: null, row: null };
  }

  /** Shows a write before the server has seen it. @param {Effect} effect */
  async show(effect) {
    const record = await this.record(effect.type, effect.id);
    await this.#put({ ...record, row: applyEffect(record.row, effect) });
  }

  /**
   * Stores what the server says of a row; the writes that wait stay on top.
   * @param {RowType} type
   * @param {string} id
   * @param {AnyRow | null} server
   * @param {readonly Command[]} commands that wait
   * @param {Pick<RowRecord, 'projectId'>} [more]
   */
  async takeServer(type, id, server, commands, more = {}) {
    const record = { ...(await this.record(type, id)), server, ...more };
    await this.#put({ ...record, row: shownRow(record, commands) });
  }

  /** Forgets all that the server has said, for it to be told again; the writes that wait stay on top. */
  async forgetServer() {
    const commands = await this.commands();
    for (const record of await result(this.#stores('rows').getAll())) {
      const { type, id } = record;
      const blank = { type, id, server: null, row: null };
      await this.#put({ ...blank, row: shownRow(blank, commands) });
    }
    await this.putMeta('cursor', 0);
    await this.putMeta('isComplete', false);
  }

  /** Shows rows anew after the writes that wait have changed. @param {readonly Effect[]} effects @param {readonly Command[]} commands */
  async reshow(effects, commands) {
    for (const { type, id } of effects) {
      const record = await this.record(type, id);
      await this.#put({ ...record, row: shownRow(record, commands) });
    }
  }

  /** @param {RowRecord} record */
  async #put(record) {
    this.#records.set(`${record.type}/${record.id}`, record);
    // Of a task that is gone its project is still asked for; of all others nothing.
    const isNeeded = record.server !== null || isLive(record.row) || record.projectId !== undefined;
    const rows = this.#stores('rows');
    await (isNeeded ? result(rows.put(record)) : result(rows.delete([record.type, record.id])));
  }
}
