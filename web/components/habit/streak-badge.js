import { html } from '../../app/html.js';
import { t } from '../../app/text.js';
import { icon } from '../icon/icon.js';

/** @param {number} days in a row; none: nothing is said */
export const streakBadge = (days) =>
  days > 0 &&
  html`<span class="badge" title="${t('habit.streak.current', { count: days })}">
    ${icon('flame')}<span>${t('habit.streak', { count: days })}</span>
  </span>`;
