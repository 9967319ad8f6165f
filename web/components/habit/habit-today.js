import { checkedDays, streakOf } from '../../app/habit-streaks.js';
import { html } from '../../app/html.js';
import { streakBadge } from './streak-badge.js';

/**
 * One habit on one day: done or not.
 * @param {import('../../app/store.js').Store} store
 * @param {import('../../app/rows.js').Habit} habit
 * @param {string} today
 */
export function habitToday(store, { id, title }, today) {
  const isChecked = checkedDays(store, id).has(today);
  return html`<li class="row" data-key="${id}" data-id="${id}">
    <label class="row-title">
      <input type="checkbox" data-change="toggleDay" data-day="${today}" ${isChecked && html`checked`} />
      <span dir="auto">${title}</span>
    </label>
    ${streakBadge(streakOf(store, id, today).current)}
  </li>`;
}
