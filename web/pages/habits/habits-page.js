import { clock } from '../../app/clock.js';
import { dayText } from '../../app/format.js';
import { checkedDays, lastSevenDays, streakOf } from '../../app/habit-streaks.js';
import { html } from '../../app/html.js';
import { Page } from '../../app/page.js';
import { t } from '../../app/text.js';
import { todayOf } from '../../app/time-sums.js';
import { habitActions } from '../../components/habit/habit-actions.js';
import { streakBadge } from '../../components/habit/streak-badge.js';
import { icon } from '../../components/icon/icon.js';
import { empty, notFound } from '../../components/states/states.js';
import { askHabit } from './ask-habit.js';

/** @typedef {import('../../app/store.js').Store} Store */

/** Habits with their last seven days, each of which can still be checked; `?new` adds one, `/:id` opens one. */
export class HabitsPage extends Page {
  get heading() {
    return t('habits.title');
  }

  connectedCallback() {
    const { app } = this;
    this.actions = {
      ...habitActions(app),
      addHabit: () => askHabit(app, null),
      editHabit: (button) => askHabit(app, app.store?.row('habits', button.dataset['id'] ?? null) ?? null),
    };
    super.connectedCallback();
  }

  arrived() {
    const { app, route } = this;
    const habit = app.store?.row('habits', route.params['id'] ?? null) ?? null;
    if (!habit && !route.query.has('new')) return;
    this.standAt('/app/habits');
    void app.attempt(() => askHabit(app, habit));
  }

  view() {
    const store = /** @type {Store} */ (this.app.store);
    const { id } = this.route.params;
    if (id && !store.row('habits', id))
      return html`<h1 tabindex="-1">${this.heading}</h1>
        ${notFound('/app/habits')}`;
    const habits = store.list('habits');
    const today = todayOf(store, clock.now());
    return html`
      <header class="page-head">
        <h1 tabindex="-1">${this.heading}</h1>
        ${
          habits.length > 0 &&
          html`<button type="button" class="button main" data-key="new" data-click="addHabit">
            ${icon('plus')}<span>${t('habit.new')}</span>
          </button>`
        }
      </header>
      ${
        habits.length === 0
          ? empty({
              title: t('habits.none'),
              hint: t('habits.none.hint'),
              symbol: 'habits',
              action: html`<button type="button" class="button main" data-click="addHabit">
                ${t('habit.new')}
              </button>`,
            })
          : html`<ul class="habits">
              ${habits.map((habit) => habitCard(store, habit, today))}
            </ul>`
      }
    `;
  }
}

customElements.define('habits-page', HabitsPage);

/** @param {Store} store @param {import('../../app/rows.js').Habit} habit @param {string} today */
function habitCard(store, { id, title }, today) {
  const checked = checkedDays(store, id);
  const { current, best } = streakOf(store, id, today);
  return html`<li class="card habit" data-key="${id}" data-id="${id}">
    <div class="card-head">
      <h2 dir="auto">${title}</h2>
      ${streakBadge(current)}
      <button
        type="button"
        class="button quiet square"
        data-key="edit-${id}"
        data-click="editHabit"
        data-id="${id}"
      >
        ${icon('edit')}<span class="unseen">${t('action.edit', { name: title })}</span>
      </button>
    </div>
    <div class="week">
      ${lastSevenDays(today).map(
        (day) =>
          html`<label class="${day === today && 'today'}" data-key="${day}">
            <span aria-hidden="true">${dayText(day, { weekday: 'short' })}</span>
            <input
              type="checkbox"
              data-change="toggleDay"
              data-day="${day}"
              aria-label="${t('habit.day', { name: title, day: dayText(day, { weekday: 'long', day: 'numeric', month: 'long' }) })}"
              ${checked.has(day) && html`checked`}
            />
            <span aria-hidden="true">${dayText(day, { day: 'numeric' })}</span>
          </label>`,
      )}
    </div>
    <p class="quiet">${t('habit.best', { count: best })}</p>
  </li>`;
}
