import { html } from '../../app/html.js';
import { t } from '../../app/text.js';

/**
 * @typedef {object} FieldOptions
 * @property {string} name
 * @property {string} label
 * @property {string} [type]
 * @property {string | number} [value]
 * @property {string} [hint]
 * @property {string} [autocomplete]
 * @property {number} [maxLength]
 * @property {readonly (readonly [value: string, label: string])[]} [options] makes it a choice
 */

/** A labelled field with room for its hint and for what is wrong with it. @param {FieldOptions} options */
export function field({
  name,
  label,
  type = 'text',
  value = '',
  hint = '',
  autocomplete = 'off',
  maxLength = 200,
  options,
}) {
  const id = `field-${name}`;
  const described = html`aria-describedby="${hint && `${id}-hint`} ${`${id}-error`}"`;
  const control = options
    ? html`<select id="${id}" name="${name}" ${described}>
        ${options.map(
          ([key, text]) => html`<option value="${key}" ${key === value && html`selected`}>${text}</option>`,
        )}
      </select>`
    : html`<input
        id="${id}"
        name="${name}"
        type="${type}"
        value="${value}"
        autocomplete="${autocomplete}"
        maxlength="${maxLength}"
        ${type === 'text' && html`dir="auto"`}
        ${type === 'number' && html`inputmode="decimal" step="any" min="0"`}
        ${described}
      />`;
  return html`
    <div class="field">
      <label for="${id}">${label}</label>
      ${control} ${hint && html`<p class="hint" id="${id}-hint">${hint}</p>`}
      <p class="error" id="${id}-error"></p>
    </div>
  `;
}

/**
 * Marks the wrong fields of a form and goes to the first of them; what was typed stays.
 * @param {HTMLFormElement} form
 * @param {Record<string, string>} errors message by field; none: the marks go away
 */
export function markErrors(form, errors) {
  for (const control of form.querySelectorAll('input, select')) {
    const message = errors[control.getAttribute('name') ?? ''] ?? '';
    control.setAttribute('aria-invalid', String(message !== ''));
    const place = form.querySelector(`#${control.id}-error`);
    if (place) place.textContent = message;
  }
  const first = form.querySelector('[aria-invalid="true"]');
  if (first instanceof HTMLElement) first.focus();
}

/**
 * Marks fields whose text is no value of their type: a number field answers '' for it.
 * @param {HTMLFormElement} form
 * @returns {boolean} whether there are any
 */
export function markBadInput(form) {
  const bad = [...form.querySelectorAll('input')].filter(({ validity }) => validity.badInput);
  if (bad.length > 0) markErrors(form, Object.fromEntries(bad.map(({ name }) => [name, t('field.number')])));
  return bad.length > 0;
}

/** @param {HTMLFormElement} form @returns {Record<string, string>} what was typed, by field */
export const valuesOf = (form) =>
  /** @type {Record<string, string>} */ (Object.fromEntries(new FormData(form)));

/** @param {string} text a name or title @returns {string} what is wrong with it, or '' */
export function titleError(text) {
  if (text.trim() === '') return t('field.blank');
  if (!text.isWellFormed() || text.includes('\0')) return t('field.characters');
  return text.length > 200 ? t('field.long') : '';
}

/** Only those fields that have an error. @param {Record<string, string>} errors */
export const onlyErrors = (errors) =>
  Object.fromEntries(Object.entries(errors).filter(([, text]) => text !== ''));
