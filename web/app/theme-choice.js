/** The colours of this device; `theme.js` applies them before the first paint. */

const key = 'goalixa-theme';
export const themes = /** @type {const} */ (['system', 'light', 'dark']);

/** @returns {string} one of `themes` */
export const theme = () => localStorage.getItem(key) ?? 'system';

/** @param {string} name one of `themes` */
export function setTheme(name) {
  if (name === 'system') {
    localStorage.removeItem(key);
    delete document.documentElement.dataset['theme'];
    return;
  }
  localStorage.setItem(key, name);
  document.documentElement.dataset['theme'] = name;
}
