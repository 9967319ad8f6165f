import { html } from '../../app/html.js';
import { t } from '../../app/text.js';
import { fieldText, instantText } from './value-text.js';
import { referencesOf } from './references-of.js';

/** A write that the server will not have, or that is too old to be sent without asking. @param {import('../../app/outbox.js').Command} command */
export function refusedCard(command) {
  const { seq, label, at, state, problem, body } = command;
  const field = body && ['title', 'name'].find((name) => name in body);
  const isFixable = problem?.status === 422 && field;
  return html`<div class="card refused" data-seq="${seq}" data-key="${seq}">
    <h3 dir="auto">${label}</h3>
    ${
      state === 'expired'
        ? html`<p>${t('unsent.expired')}. ${t('unsent.expired.hint')}</p>`
        : html`<p>${problem?.title}</p>
            <ul>
              ${problem?.errors.map(({ message }) => html`<li>${message}</li>`)}
            </ul>
            <p class="quiet"><code>${t('state.request', { id: problem?.requestId ?? '' })}</code></p>`
    }
    <p class="quiet">${t('unsent.since', { time: instantText(at) })}</p>
    ${isFixable && fixForm(field, String(body[field]), seq)}
    <div class="buttons">
      <button type="button" class="button main" data-click="retry">${t('unsent.retry')}</button>
      ${
        isRevivable(command) &&
        html`<button type="button" class="button" data-click="revive">${t('unsent.revive')}</button>`
      }
      ${
        referencesOf(command).length > 0 &&
        html`<button type="button" class="button" data-click="detach">${t('unsent.detach')}</button>`
      }
      <button type="button" class="button quiet danger" data-click="discard">${t('unsent.discard')}</button>
    </div>
  </div>`;
}

/** Whether the row that it is for was deleted, and can come back. @param {import('../../app/outbox.js').Command} command */
const isRevivable = ({ path, problem }) =>
  problem?.code === 'not_found' &&
  /^\/(goals|projects|tasks|time-entries|habits)\/[^/]+/.test(path) &&
  !path.endsWith('/restore');

/** @param {string} field @param {string} value @param {number} seq */
const fixForm = (field, value, seq) => html`
  <form class="quick-add" data-submit="fix" data-own data-key="fix" novalidate>
    <label class="unseen" for="fix-${seq}">${fieldText(field)}</label>
    <input
      id="fix-${seq}"
      name="${field}"
      value="${value}"
      dir="auto"
      autocomplete="off"
      aria-describedby="fix-${seq}-error"
    />
    <button class="button main">${t('action.save')}</button>
    <p class="error" id="fix-${seq}-error"></p>
  </form>
`;
