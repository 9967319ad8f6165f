import { html } from '../../app/html.js';
import { withDependents } from '../../app/outbox-rules.js';
import { Page } from '../../app/page.js';
import { saveFile } from '../../app/save-file.js';
import { t } from '../../app/text.js';
import { edit } from '../../app/writes.js';
import { openDialog } from '../../components/dialog/open-dialog.js';
import { markErrors, onlyErrors, titleError, valuesOf } from '../../components/field/field.js';
import { icon } from '../../components/icon/icon.js';
import { empty, failure } from '../../components/states/states.js';
import { announce } from '../../components/toast/toast.js';
import { conflictCard } from './conflict-card.js';
import { keptCard } from './kept-card.js';
import { referencesOf } from './references-of.js';
import { refusedCard } from './refused-card.js';
import { waitingRow } from './waiting-row.js';

/**
 * @typedef {import('../../app/outbox.js').Command} Command
 * @typedef {import('../../app/store.js').Store} Store
 * @typedef {import('../../app/outbox.js').Outbox} Outbox
 */

/** What has not reached the server: what waits, what was refused, what was changed in two places. */
export class UnsentPage extends Page {
  get heading() {
    return t('unsent.title');
  }

  get #store() {
    return /** @type {Store} */ (this.app.store);
  }

  get #outbox() {
    return /** @type {Outbox} */ (this.app.outbox);
  }

  connectedCallback() {
    this.actions = {
      export: () => saveFile('goalixa-unsent.json', this.#store.commands),
      resolve: (form) => this.#resolve(/** @type {HTMLFormElement} */ (form)),
      fix: (form) => this.#fix(/** @type {HTMLFormElement} */ (form)),
      retry: (button) => this.#with(button, (command) => this.#outbox.retry(command)),
      detach: (button) => this.#with(button, (command) => this.#detach(command)),
      revive: (button) => this.#with(button, (command) => this.#outbox.revive(command)),
      discard: (button) => this.#with(button, (command) => this.#discard(command)),
      useKept: (button) => this.#useKept(button.dataset['id'] ?? ''),
      forgetKept: (button) => this.#outbox.forget(button.dataset['id'] ?? ''),
    };
    super.connectedCallback();
  }

  view() {
    const { commands, kept } = this.#store;
    const { sync } = this.app;
    const of = (/** @type {Command['state'][]} */ ...states) =>
      commands.filter(({ state }) => states.includes(state));
    const waiting = of('waiting', 'sent');
    return html`
      <header class="page-head">
        <h1 tabindex="-1">${this.heading}</h1>
        ${
          commands.length > 0 &&
          html`<button type="button" class="button" data-key="export" data-click="export">
            ${t('action.export')}
          </button>`
        }
      </header>
      ${sync?.problem && sync.state === 'failed' && failure(t('status.failed'), sync.problem)}
      ${
        commands.length + kept.length === 0 &&
        empty({ title: t('unsent.none'), hint: t('unsent.none.hint'), symbol: 'cloud' })
      }
      ${section(
        'conflicts',
        t('unsent.conflicts'),
        of('conflict').map((command) => conflictCard(this.#store, command)),
      )}
      ${section('refused', t('unsent.refused'), of('refused', 'expired').map(refusedCard))}
      ${
        waiting.length > 0 &&
        html`<section class="card" aria-labelledby="waiting-title" data-key="waiting">
          <h2 id="waiting-title">${t('unsent.waiting')}</h2>
          <p class="quiet">${t('unsent.waiting.hint')}</p>
          <ol class="rows">
            ${waiting.map(waitingRow)}
          </ol>
          <button type="button" class="button quiet" data-click="sync">
            ${icon('cloud')}<span>${t('action.again')}</span>
          </button>
        </section>`
      }
      ${section(
        'kept',
        t('unsent.kept'),
        kept.toSorted((a, b) => b.at - a.at).map((one) => keptCard(this.#store, one)),
      )}
    `;
  }

  /** @param {HTMLElement} element @param {(command: Command) => Promise<unknown>} work */
  async #with(element, work) {
    const seq = Number(element.closest('[data-seq]')?.getAttribute('data-seq'));
    const command = this.#store.commands.find((one) => one.seq === seq);
    if (!command) return;
    await work(command);
    void this.app.sync?.run();
  }

  /** @param {HTMLFormElement} form */
  #resolve(form) {
    const mine = Object.entries(valuesOf(form)).filter(([, side]) => side === 'mine');
    return this.#with(form, (command) =>
      this.#outbox.resolve(
        command,
        mine.map(([field]) => field),
      ),
    );
  }

  /** @param {HTMLFormElement} form */
  #fix(form) {
    const [[field, text] = ['', '']] = Object.entries(valuesOf(form));
    const errors = onlyErrors({ [field]: titleError(text) });
    markErrors(form, errors);
    if (errors[field]) return;
    return this.#with(form, (command) =>
      this.#outbox.retry(command, { body: { ...command.body, [field]: text.trim() } }),
    );
  }

  /** Sends it without what is gone. @param {Command} command */
  #detach(command) {
    const without = Object.fromEntries(referencesOf(command).map((field) => [field, null]));
    return this.#outbox.retry(command, { body: { ...command.body, ...without } });
  }

  /** @param {Command} command */
  async #discard(command) {
    const all = withDependents(command, this.#store.commands);
    const choice = await openDialog({
      title: command.label,
      body: html`<p>${t('unsent.discard.all', { count: all.length })}</p>`,
      submit: t('unsent.discard'),
      isDanger: true,
    });
    if (choice !== 'submit') return;
    await this.#outbox.discard(...all);
    announce(t('unsent.discarded'));
  }

  /** @param {string} id */
  async #useKept(id) {
    const kept = this.#store.kept.find((one) => one.id === id);
    const row = kept && this.#store.row(kept.type, kept.rowId);
    if (!kept || !row) return;
    await this.app.write(...edit(kept.type, /** @type {any} */ (row), { [kept.field]: kept.other }));
    await this.#outbox.forget(id);
  }
}

customElements.define('unsent-page', UnsentPage);

/** @param {string} key @param {string} title @param {unknown[]} cards */
function section(key, title, cards) {
  if (cards.length === 0) return null;
  return html`<section aria-labelledby="${key}-title" data-key="${key}">
    <h2 id="${key}-title">${title}</h2>
    <div class="grid">${cards}</div>
  </section>`;
}
