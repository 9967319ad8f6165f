import { en } from '../texts/en.js';

/** @typedef {keyof typeof en} TextKey */

const plurals = new Intl.PluralRules('en');

/** A text by a key that may not be there: what another version calls it, then. @param {string} key @param {string} fallback */
export const textOr = (key, fallback) => (key in en ? t(/** @type {TextKey} */ (key)) : fallback);

/**
 * A text by its key.
 * @param {TextKey} key
 * @param {Record<string, string | number>} [values] for `{name}` in it; `count` chooses between `one` and `other`
 */
export function t(key, values = {}) {
  /** @type {string | { one: string, other: string }} */
  const text = en[key];
  const form =
    typeof text === 'string'
      ? text
      : plurals.select(Number(values['count'])) === 'one'
        ? text.one
        : text.other;
  return form.replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ''));
}
