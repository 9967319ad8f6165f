import { v7 } from 'uuid';
import { blockedBy, changedElsewhere } from './outbox-rules.js';

/**
 * @typedef {import('./rows.js').RowType} RowType
 * @typedef {import('./rows.js').AnyRow} AnyRow
 * @typedef {import('./api.js').Problem} Problem
 * @typedef {import('./api.js').Answer} Answer
 *
 * @typedef {object} Draft A write as a page makes it.
 * @property {string} label what the user did, for the list of what waits
 * @property {RowType} type
 * @property {string} rowId the entity whose writes are sent one after the other
 * @property {readonly string[]} needs other entities, `<type>/<id>`, whose writes go first
 * @property {string} method
 * @property {string} path below `/bff/app`
 * @property {Record<string, unknown> | null} body
 * @property {readonly import('./rows.js').Effect[]} effects
 * @property {AnyRow | null} seen with If-Match: values the user saw, by field; null where no version is asked for
 *
 * @typedef {Draft & {
 *   seq: number, id: string, at: number, attempts: number, retryAt: number, ifMatch: number | null, rebased: number,
 *   state: 'waiting' | 'sent' | 'done' | 'conflict' | 'refused' | 'expired', problem: Problem | null }} Command
 *   A write that waits. `id` is its Idempotency-Key. `sent`: the server may have it already, so it is never edited.
 *   `done`: it has, and only what it did to other rows is still to come.
 *
 * @typedef {{ id: string, at: number, type: RowType, rowId: string, label: string, field: string, chosen: unknown,
 *   other: unknown }} Kept The value that lost a conflict.
 */

/** Idempotency keys are kept this long at the server; later a repetition could be done twice. */
const keyLifeMs = 30 * 86_400_000;

/** The queue of writes: first in, first out for each entity, through crashes and other tabs. */
export class Outbox {
  #store;
  #now;

  /**
   * @param {import('./store.js').Store} store
   * @param {() => number} now ms
   */
  constructor(store, now) {
    this.#store = store;
    this.#now = now;
  }

  /** Stores writes and shows what they do, in one transaction. @param {readonly Draft[]} drafts */
  async add(...drafts) {
    await this.#store.update(async (batch) => {
      for (const draft of drafts) {
        await batch.putCommand(this.#fresh(draft));
        for (const effect of draft.effects) await batch.show(effect);
      }
    });
  }

  /**
   * The next write to send, made ready: from then on it counts as sent. A write that meets a newer value of a field
   * it sets goes to the conflicts instead.
   * @returns {Promise<Command | null>} null when nothing can be sent now
   */
  next() {
    return this.#store.update(async (batch) => {
      const blocked = blockedBy(this.#now());
      for (const command of await batch.commands()) {
        if (command.state === 'done' || blocked(command)) continue;
        const ready = await this.#ready(batch, command);
        await batch.putCommand(ready);
        if (ready.state === 'sent') return ready;
        blocked(ready);
      }
      return null;
    });
  }

  /**
   * The server has done it, and its rows are taken. What else it did is in its next changes; until they are here the
   * write goes on being shown, or all that it did to other rows would seem undone.
   * @param {Command} command
   * @param {readonly [RowType, AnyRow][]} rows
   */
  async settle(command, rows) {
    const answered = new Set(rows.map(([type, row]) => `${type}/${String(row['id'])}`));
    const effects = command.effects.filter(({ type, id }) => !answered.has(`${type}/${id}`));
    await this.#store.update(async (batch) => {
      if (effects.length > 0) await batch.putCommand({ ...command, state: 'done', effects });
      else await batch.dropCommand(command.seq);
      const commands = await batch.commands();
      for (const [type, row] of rows) {
        const { server } = await batch.record(type, String(row['id']));
        if (isNews(command, row, server)) await batch.takeServer(type, String(row['id']), row, commands);
      }
    });
  }

  /** Not now: kept, and tried again. @param {Command} command @param {number} waitMs */
  async postpone(command, waitMs) {
    await this.#change(command, { attempts: command.attempts + 1, retryAt: this.#now() + waitMs });
  }

  /**
   * The server has a newer version (412). The same values under a newer version are no conflict: it is sent anew.
   * @param {Command} command
   * @param {Problem} problem
   */
  async outdated(command, problem) {
    const { current } = problem;
    await this.#store.update(async (batch) => {
      if (current) await batch.takeServer(command.type, command.rowId, current, await batch.commands());
      if (!(await isStored(batch, command))) return;
      const isSame = changedElsewhere(command, current).length === 0 && command.rebased < 5;
      await batch.putCommand(
        isSame
          ? { ...command, ...this.#identity(), state: 'waiting', ifMatch: null, rebased: command.rebased + 1 }
          : { ...command, state: 'conflict', problem },
      );
    });
  }

  /** The server will not have it: the user decides. @param {Command} command @param {Problem} problem */
  async refuse(command, problem) {
    await this.#change(command, { state: 'refused', problem });
  }

  /**
   * Sends one again that waited for the user, as a new write: the old one has been answered.
   * @param {Command} command
   * @param {{ body?: Record<string, unknown> | null, seen?: AnyRow | null }} [changes]
   */
  async retry(command, { body = command.body, seen = command.seen } = {}) {
    const effects = command.effects.map((effect) =>
      effect.type === command.type && effect.id === command.rowId
        ? { ...effect, set: { ...effect.set, ...pick(body ?? {}, Object.keys(effect.set)) } }
        : effect,
    );
    await this.#store.update(async (batch) => {
      if (!(await isStored(batch, command))) return;
      await batch.putCommand({ ...this.#fresh({ ...command, body, seen, effects }), seq: command.seq });
      for (const later of followers(command, body, await batch.commands())) await batch.putCommand(later);
      await batch.reshow(effects, await batch.commands());
    });
  }

  /**
   * Brings the row back that a refused write was for, and sends the write again.
   * @param {Command} command its path begins with the row's
   */
  async revive(command) {
    const [, type = '', rowId = ''] = command.path.split('/');
    const restore = {
      label: command.label,
      type: /** @type {RowType} */ (type),
      rowId,
      needs: [],
      effects: [],
    };
    await this.#store.update(async (batch) => {
      const earlier = (await batch.commands()).filter(({ seq }) => seq < command.seq);
      const before = earlier.at(-1)?.seq ?? command.seq - 1;
      const path = `/${type}/${rowId}/restore`;
      const fresh = this.#fresh({ ...restore, method: 'POST', path, body: null, seen: null });
      await batch.putCommand({ ...fresh, seq: (before + command.seq) / 2 }); // it goes first
    });
    await this.retry(command);
  }

  /** Forgets writes; what they did is no longer shown. @param {readonly Command[]} commands */
  async discard(...commands) {
    await this.#store.update(async (batch) => {
      for (const command of commands) {
        if (!(await isStored(batch, command))) continue;
        await batch.dropCommand(command.seq);
        const left = await batch.commands();
        for (const later of followers(command, command.seen, left)) await batch.putCommand(later);
        await batch.reshow(command.effects, left);
      }
    });
  }

  /**
   * Settles a conflict by the user's choice for each field. What was not chosen is kept, so that it can come back.
   * @param {Command} command
   * @param {readonly string[]} mine fields that get the user's own value
   */
  async resolve(command, mine) {
    const { server } = await this.#store.update((batch) => batch.record(command.type, command.rowId));
    for (const field of changedElsewhere(command, server)) await this.#keep(command, field, server, mine);
    const seen = server && command.seen ? pick(server, Object.keys(command.seen)) : command.seen;
    if (command.body === null) return mine.length > 0 ? this.retry(command, { seen }) : this.discard(command);
    const others = changedElsewhere(command, server).filter((field) => !mine.includes(field));
    const body = without(command.body, others);
    if (Object.keys(body).length === 0) return this.discard(command);
    const effects = command.effects.map((effect) => ({ ...effect, set: without(effect.set, others) }));
    await this.retry({ ...command, effects }, { body, seen });
  }

  /** @param {string} id */
  async forget(id) {
    await this.#store.update((batch) => batch.dropKept(id));
  }

  /**
   * @param {Command} command
   * @param {string} field
   * @param {AnyRow | null} server
   * @param {readonly string[]} mine
   */
  async #keep(command, field, server, mine) {
    const own = command.body?.[field];
    const theirs = server?.[field];
    const [chosen, other] = mine.includes(field) ? [own, theirs] : [theirs, own];
    if (command.body === null) return; // a deletion has no value to keep
    const { type, rowId, label } = command;
    await this.#store.update((batch) =>
      batch.putKept({ id: v7(), at: this.#now(), type, rowId, label, field, chosen, other }),
    );
  }

  /**
   * @param {import('./batch.js').Batch} batch
   * @param {Command} command
   * @returns {Promise<Command>}
   */
  async #ready(batch, command) {
    if (this.#now() - command.at > keyLifeMs) return { ...command, state: 'expired' };
    if (command.state === 'sent' || command.seen === null) return { ...command, state: 'sent' };
    const { server } = await batch.record(command.type, command.rowId);
    if (server && changedElsewhere(command, server).length > 0) return { ...command, state: 'conflict' };
    return { ...command, state: 'sent', ifMatch: Number(server?.['version'] ?? 1) };
  }

  /** @param {Command} command @param {Partial<Command>} changes */
  async #change(command, changes) {
    await this.#store.update(async (batch) => {
      if (await isStored(batch, command)) await batch.putCommand({ ...command, ...changes });
    });
  }

  /** @param {Draft} draft @returns {Omit<Command, 'seq'>} */
  #fresh({ label, type, rowId, needs, method, path, body, effects, seen }) {
    const draft = { label, type, rowId, needs, method, path, body, effects, seen };
    return { ...draft, ...this.#identity(), state: 'waiting', ifMatch: null, rebased: 0, problem: null };
  }

  #identity() {
    return { id: v7(), at: this.#now(), attempts: 0, retryAt: 0 };
  }
}

/** Whether a write is still there as it was seen: another tab may have sent or discarded it. @param {import('./batch.js').Batch} batch @param {Command} command */
const isStored = async (batch, command) => (await batch.command(command.seq))?.id === command.id;

/**
 * Whether a row in an answer is newer than what is known. The answer to a write that was sent before may be old: since
 * then the changes of others have come, a deletion among them.
 * @param {Command} command @param {AnyRow} row @param {AnyRow | null} server
 */
function isNews({ attempts }, row, server) {
  return server ? Number(row['version']) >= Number(server['version']) : attempts === 0;
}

/**
 * Later writes of the same row that saw a value which is being replaced: now they have seen the new one.
 * @param {Command} command
 * @param {AnyRow | null} body its new one
 * @param {readonly Command[]} commands
 * @returns {Command[]}
 */
function followers({ seq, type, rowId, body: old }, body, commands) {
  if (!body || !old) return [];
  return commands.flatMap((later) => {
    const { seen } = later;
    if (later.seq <= seq || later.type !== type || later.rowId !== rowId || !seen) return [];
    const fields = Object.keys(body).filter((field) => field in seen && seen[field] === old[field]);
    return fields.length > 0 ? [{ ...later, seen: { ...seen, ...pick(body, fields) } }] : [];
  });
}

/** @param {AnyRow} from @param {readonly string[]} fields */
const pick = (from, fields) =>
  Object.fromEntries(Object.entries(from).filter(([field]) => fields.includes(field)));

/** @param {AnyRow} from @param {readonly string[]} fields */
const without = (from, fields) =>
  Object.fromEntries(Object.entries(from).filter(([field]) => !fields.includes(field)));
