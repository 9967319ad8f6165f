import { html } from '../../app/html.js';
import { changedElsewhere } from '../../app/outbox-rules.js';
import { t } from '../../app/text.js';
import { fieldText, valueText } from './value-text.js';

/**
 * A write whose fields were also set elsewhere: both values, and the choice between them.
 * @param {import('../../app/store.js').Store} store
 * @param {import('../../app/outbox.js').Command} command
 */
export function conflictCard(store, command) {
  const { seq, label, body } = command;
  const server = store.serverRow(command.type, command.rowId);
  const fields = changedElsewhere(command, server);
  if (body === null) return deletionCard(store, command, server);
  return html`<form class="card conflict" data-submit="resolve" data-seq="${seq}" data-key="${seq}">
    <h3 dir="auto">${label}</h3>
    <p class="quiet">${server ? t('unsent.conflict.hint') : t('unsent.conflict.gone')}</p>
    ${fields.map(
      (field) =>
        html`<fieldset data-key="${field}">
          <legend>${fieldText(field)}</legend>
          ${side(field, 'mine', t('unsent.mine'), valueText(store, field, body[field]), true)}
          ${side(field, 'theirs', t('unsent.theirs'), valueText(store, field, server?.[field]), false)}
        </fieldset>`,
    )}
    <button class="button main">${t('unsent.apply')}</button>
  </form>`;
}

/**
 * @param {import('../../app/store.js').Store} store
 * @param {import('../../app/outbox.js').Command} command
 * @param {import('../../app/rows.js').AnyRow | null} server
 */
function deletionCard(store, command, server) {
  const { seq, label, seen } = command;
  return html`<form class="card conflict" data-submit="resolve" data-seq="${seq}" data-key="${seq}">
    <h3 dir="auto">${label}</h3>
    <p class="quiet">${t('unsent.conflict.deleted')}</p>
    <dl>
      ${changedElsewhere(command, server).map(
        (field) =>
          html`<dt>${fieldText(field)}</dt>
            <dd dir="auto">
              ${valueText(store, field, seen?.[field])} → ${valueText(store, field, server?.[field])}
            </dd>`,
      )}
    </dl>
    ${side('row', 'theirs', t('unsent.keep'), '', true)} ${side('row', 'mine', t('unsent.delete'), '', false)}
    <button class="button main">${t('unsent.apply')}</button>
  </form>`;
}

/** @param {string} field @param {'mine' | 'theirs'} value @param {string} label @param {string} text @param {boolean} isFirst */
const side = (field, value, label, text, isFirst) => html`
  <label class="choice" data-key="${value}">
    <input type="radio" data-own name="${field}" value="${value}" ${isFirst && html`checked`} />
    <span>${label}${text && html` <strong dir="auto">${text}</strong>`}</span>
  </label>
`;
