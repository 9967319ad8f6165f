import { trustedTypes } from './trusted-types.js';
import { morph } from './morph.js';

/** Text that is markup already; only `html` makes it. */
export class Markup {
  /** @param {string} text */
  constructor(text) {
    this.text = text;
  }
}

/**
 * Markup from a template; every value that is not markup itself is escaped, so the text of a user stays text.
 * `null`, `undefined` and `false` give nothing; lists are joined.
 * @param {TemplateStringsArray} strings
 * @param {...unknown} values
 * @throws TypeError for a value in an attribute without quotes, where escaping would not hold
 */
export function html(strings, ...values) {
  let text = '';
  for (const [index, string] of strings.entries()) {
    text += string;
    if (index >= values.length) continue;
    if (/\s[\w-]+=$/.test(string))
      throw new TypeError(`Put quotes around the value after ${string.slice(-30)}`);
    text += textOf(values[index]);
  }
  return new Markup(text);
}

/**
 * Makes the children of an element what the markup says. Elements that are there already stay: focus, caret and what
 * was typed survive.
 * @param {Element} container
 * @param {Markup} markup
 */
export function render(container, markup) {
  const template = document.createElement('template');
  template.innerHTML = trustedTypes.createHTML(markup.text);
  const focused = document.activeElement;
  morph(container, template.content);
  // An element that was moved has lost the focus.
  if (focused instanceof HTMLElement && focused !== document.activeElement && container.contains(focused)) {
    focused.focus({ preventScroll: true });
  }
}

/** @param {unknown} value @returns {string} */
function textOf(value) {
  if (value instanceof Markup) return value.text;
  if (Array.isArray(value)) return value.map(textOf).join('');
  if (value === null || value === undefined || value === false) return '';
  const text = /** @type {string | number} */ (value);
  return `${text}`.replace(/[&<>"'`]/g, (character) => `&#${character.charCodeAt(0)};`);
}
