import { html } from '../../app/html.js';
import { t } from '../../app/text.js';
import { fieldText, instantText, valueText } from './value-text.js';

/**
 * The value that was not chosen when two were set: it can still be had.
 * @param {import('../../app/store.js').Store} store
 * @param {import('../../app/outbox.js').Kept} kept
 */
export function keptCard(store, { id, type, rowId, label, field, other, at }) {
  return html`<div class="card kept" data-key="${id}">
    <h3 dir="auto">${label}</h3>
    <p>${fieldText(field)}: <strong dir="auto">${valueText(store, field, other)}</strong></p>
    <p class="quiet">${instantText(at)}</p>
    <div class="buttons">
      ${
        store.row(type, rowId) &&
        html`<button type="button" class="button" data-click="useKept" data-id="${id}">
          ${t('unsent.kept.use')}
        </button>`
      }
      <button type="button" class="button quiet" data-click="forgetKept" data-id="${id}">
        ${t('unsent.kept.forget')}
      </button>
    </div>
  </div>`;
}
