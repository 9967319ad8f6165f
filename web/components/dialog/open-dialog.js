import { html, render } from '../../app/html.js';
import { isExpected, sentenceOf } from '../../app/sentence-of.js';
import { t } from '../../app/text.js';
import { markBadInput, markErrors, valuesOf } from '../field/field.js';
import { focusHeading } from '../focus/focus-heading.js';

/**
 * @typedef {import('../../app/html.js').Markup} Markup
 * @typedef {object} DialogOptions
 * @property {string} title
 * @property {Markup} body fields, or what is asked
 * @property {string} submit label of the main button
 * @property {boolean} [isDanger] the main button destroys something
 * @property {Markup} [more] further buttons; `data-choice` names what they answer
 * @property {(values: Record<string, string>) => Promise<Record<string, string>>} [onSubmit] answers errors by field:
 *   with any the dialog stays
 */

/**
 * Asks the user; the focus comes back to where it was.
 * @param {DialogOptions} options
 * @returns {Promise<string | null>} `submit`, the choice of another button, or null when it was closed
 */
export function openDialog({ title, body, submit, isDanger = false, more, onSubmit }) {
  const dialog = document.createElement('dialog');
  dialog.className = 'dialog';
  dialog.setAttribute('aria-labelledby', 'dialog-title');
  render(
    dialog,
    html`<form novalidate>
      <h2 id="dialog-title" dir="auto">${title}</h2>
      <div class="dialog-body">${body}</div>
      <p class="error" role="alert"></p>
      <div class="dialog-buttons">
        <span class="more">${more}</span>
        <button type="button" class="button quiet" data-choice="">${t('action.cancel')}</button>
        <button type="submit" class="button ${isDanger ? 'danger' : 'main'}">${submit}</button>
      </div>
    </form>`,
  );
  document.body.append(dialog);
  const opener = document.activeElement;
  return new Promise((resolve) => {
    const end = (/** @type {string | null} */ choice) => {
      dialog.close();
      dialog.remove();
      if (opener instanceof HTMLElement) comeBack(opener);
      resolve(choice);
    };
    let isBusy = false;
    const submitted = async (/** @type {HTMLFormElement} */ form) => {
      if (isBusy) return; // a second click
      isBusy = true;
      if (markBadInput(form)) return void (isBusy = false);
      const errors = (await onSubmit?.(valuesOf(form)).finally(() => (isBusy = false))) ?? {};
      markErrors(form, errors);
      if (Object.keys(errors).length === 0) end('submit');
    };
    // The dialog stays, with what was typed; a toast would lie below it.
    const failed = (/** @type {unknown} */ error) => {
      const place = dialog.querySelector('[role="alert"]');
      if (place) place.textContent = sentenceOf(error);
      if (!isExpected(error)) reportError(error);
    };
    dialog.addEventListener('submit', (event) => {
      event.preventDefault();
      if (event.target instanceof HTMLFormElement) submitted(event.target).catch(failed);
    });
    dialog.addEventListener('click', ({ target }) => {
      const button = target instanceof Element ? target.closest('[data-choice]') : null;
      if (button instanceof HTMLElement) end(button.dataset['choice'] || null);
    });
    dialog.addEventListener('cancel', (event) => {
      event.preventDefault();
      end(null);
    });
    dialog.showModal();
    const first = dialog.querySelector('input, select');
    if (first instanceof HTMLInputElement) first.select();
  });
}

/** To the opener; where the page was drawn anew meanwhile, to what has its key now. @param {HTMLElement} opener */
function comeBack(opener) {
  const key = opener.id || opener.dataset['key'];
  const again =
    opener.isConnected || !key ? opener : document.querySelector(`[data-key="${CSS.escape(key)}"]`);
  // An address opens a dialog, too: nothing had the focus then.
  if (again instanceof HTMLElement && again.isConnected && again !== document.body) again.focus();
  else focusHeading();
}
