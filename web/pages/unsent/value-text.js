import { t, textOr } from '../../app/text.js';

/**
 * A value of a row as a reader knows it: the name of what an id stands for, an instant in words.
 * @param {import('../../app/store.js').Store} store
 * @param {string} field
 * @param {unknown} value
 */
export function valueText(store, field, value) {
  if (value === null || value === undefined) return t('unsent.nothing');
  const plain = /** @type {string | number | boolean} */ (value);
  const text = `${plain}`;
  if (field === 'projectId') return store.row('projects', text)?.name ?? t('unsent.gone');
  if (field === 'goalId') return store.row('goals', text)?.title ?? t('unsent.gone');
  if (/At$/.test(field)) return instantText(Date.parse(text));
  return text;
}

/** @param {number} ms */
export const instantText = (ms) =>
  new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' }).format(ms);

/** What a field is called. @param {string} field */
export const fieldText = (field) => textOr(`value.${field}`, field);
