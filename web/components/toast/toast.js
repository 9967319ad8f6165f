import { html, render } from '../../app/html.js';
import { focusHeading } from '../focus/focus-heading.js';
import { icon } from '../icon/icon.js';
import { t } from '../../app/text.js';

/** Long enough to read, to reach the button by keyboard, and to think again. */
const lifeMs = 10_000;

/**
 * Tells something at the edge of the page, and has it read out.
 * @param {string} text
 * @param {{ action?: string, isAlarm?: boolean, isLasting?: boolean }} [options] `action`: label of its button;
 *   `isLasting`: it stays until it is answered
 * @returns {Promise<boolean>} whether the action was chosen; false when it went away by itself or was closed
 */
export function toast(text, { action = '', isAlarm = false, isLasting = false } = {}) {
  const place = document.getElementById('toasts') ?? document.body;
  const element = document.createElement('div');
  element.className = isAlarm ? 'toast alarm' : 'toast';
  render(
    element,
    html`<p dir="auto">${text}</p>
      ${action && html`<button type="button" class="button small" data-choice="yes">${action}</button>`}
      <button type="button" class="button quiet square" data-choice="no">
        ${icon('close')}<span class="unseen">${t('action.close')}</span>
      </button>`,
  );
  place.append(element);
  return new Promise((resolve) => {
    let timer = 0;
    const end = (/** @type {boolean} */ isChosen) => {
      clearTimeout(timer);
      const hadFocus = element.contains(document.activeElement);
      element.remove();
      if (hadFocus) focusHeading();
      resolve(isChosen);
    };
    const live = () => {
      clearTimeout(timer);
      if (!isLasting && !element.contains(document.activeElement))
        timer = window.setTimeout(() => end(false), lifeMs);
    };
    element.addEventListener('click', ({ target }) => {
      const button = target instanceof Element ? target.closest('button') : null;
      if (button) end(button.dataset['choice'] === 'yes');
    });
    // Whoever is at it has all the time.
    for (const type of ['pointerenter', 'focusin']) element.addEventListener(type, () => clearTimeout(timer));
    for (const type of ['pointerleave', 'focusout']) element.addEventListener(type, live);
    live();
  });
}

/** Has something read out that is seen anyway. @param {string} text */
export function announce(text) {
  const news = document.getElementById('news');
  if (news) news.textContent = text;
}
