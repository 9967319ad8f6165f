import { byRank } from '../../app/by-rank.js';
import { clock } from '../../app/clock.js';
import { dayText, durationText } from '../../app/format.js';
import { html } from '../../app/html.js';
import { Page } from '../../app/page.js';
import { t } from '../../app/text.js';
import { dayOf, runningEntry, secondsByGoal, sumOfDays, todayOf } from '../../app/time-sums.js';
import { goalProgress } from '../../components/goal/goal-progress.js';
import { habitActions } from '../../components/habit/habit-actions.js';
import { habitToday } from '../../components/habit/habit-today.js';
import { icon } from '../../components/icon/icon.js';
import { addTaskForm } from '../../components/task/add-task-form.js';
import { taskActions } from '../../components/task/task-actions.js';
import { taskRow } from '../../components/task/task-row.js';
import { firstSteps, firstStepActions } from './first-steps.js';

/** As many as one looks at without scrolling. */
const nextTasks = 7;

/** What a day is made of: the timer, what comes next, habits, and where it leads. */
export class TodayPage extends Page {
  get heading() {
    return t('today.title');
  }

  connectedCallback() {
    this.actions = {
      ...taskActions(this.app, () => null),
      ...habitActions(this.app),
      ...firstStepActions(this.app),
    };
    super.connectedCallback();
  }

  view() {
    const store = /** @type {import('../../app/store.js').Store} */ (this.app.store);
    const today = todayOf(store, clock.now());
    const steps = firstSteps(store);
    return html`
      <header class="page-head">
        <h1 tabindex="-1">${this.heading}</h1>
        <p class="quiet">${dayText(today, { weekday: 'long', day: 'numeric', month: 'long' })}</p>
      </header>
      ${steps}
      ${
        (!steps || store.list('habits').length + store.list('time-entries').length > 0) &&
        html`<div class="columns">
          <div class="column">${this.#focus(store, today)} ${this.#tasks(store, today)}</div>
          <div class="column">${this.#habits(store, today)} ${this.#goals(store)}</div>
        </div>`
      }
    `;
  }

  /** @param {import('../../app/store.js').Store} store @param {string} today */
  #focus(store, today) {
    const entry = runningEntry(store);
    const task = store.row('tasks', entry?.taskId ?? null);
    const { total } = sumOfDays(store, today, today, clock.now());
    return html`<section class="card focus ${entry && 'running'}" aria-labelledby="focus-title">
      <div>
        <h2 id="focus-title">${t('today.focus')}</h2>
        <p class="focus-task" dir="auto">${entry ? (task?.title ?? t('timer.no-task')) : t('today.idle')}</p>
      </div>
      ${entry && html`<elapsed-time class="focus-time" since="${entry.startedAt}"></elapsed-time>`}
      ${
        entry
          ? html`<button
              type="button"
              class="button main"
              data-key="focus"
              data-click="stopTimer"
              aria-label="${t('timer.stop')}"
            >
              ${icon('stop')}<span>${t('today.stop')}</span>
            </button>`
          : html`<button
              type="button"
              class="button main"
              data-key="focus"
              data-click="startTimer"
              aria-label="${t('timer.start')}"
            >
              ${icon('play')}<span>${t('today.start')}</span>
            </button>`
      }
      <p class="quiet focus-total">${t('today.tracked')} <strong>${durationText(total)}</strong></p>
    </section>`;
  }

  /** @param {import('../../app/store.js').Store} store @param {string} today */
  #tasks(store, today) {
    const tasks = byRank(store.list('tasks'));
    const open = tasks.filter(({ doneAt }) => doneAt === null);
    const done = tasks.filter(({ doneAt }) => doneAt !== null && dayOf(store, doneAt) === today);
    const running = runningEntry(store)?.taskId;
    const row = (/** @type {import('../../app/rows.js').Task} */ task) =>
      taskRow(store, task, { isRunning: task.id === running });
    return html`<section class="card" aria-labelledby="next-title">
      <div class="card-head">
        <h2 id="next-title">${t('today.next')}</h2>
        <a href="/app/tasks">${t('today.all', { count: open.length })}</a>
      </div>
      ${addTaskForm()} ${open.length === 0 && html`<p class="quiet">${t('today.clear')}</p>`}
      <ul class="rows" data-key="next">
        ${open.slice(0, nextTasks).map(row)}
      </ul>
      ${
        done.length > 0 &&
        html`<h3>${t('today.done')}</h3>
          <ul class="rows" data-key="done">
            ${done.slice(0, nextTasks).map(row)}
          </ul>`
      }
    </section>`;
  }

  /** @param {import('../../app/store.js').Store} store @param {string} today */
  #habits(store, today) {
    const habits = store.list('habits');
    return html`<section class="card" aria-labelledby="habits-title">
      <div class="card-head">
        <h2 id="habits-title">${t('today.habits')}</h2>
        <a href="/app/habits${habits.length === 0 ? '?new' : ''}">
          ${habits.length === 0 ? t('today.habits.add') : t('nav.habits.all')}
        </a>
      </div>
      ${habits.length === 0 && html`<p class="quiet">${t('today.habits.none')}</p>`}
      <ul class="rows">
        ${habits.map((habit) => habitToday(store, habit, today))}
      </ul>
    </section>`;
  }

  /** @param {import('../../app/store.js').Store} store */
  #goals(store) {
    const seconds = secondsByGoal(store, clock.now());
    return html`<section class="card" aria-labelledby="goals-title">
      <div class="card-head">
        <h2 id="goals-title">${t('today.goals')}</h2>
        <a href="/app/goals">${t('nav.goals.all')}</a>
      </div>
      <ul class="rows">
        ${store
          .list('goals')
          .map(
            (goal) =>
              html`<li class="row goal-row" data-key="${goal.id}">
                <strong dir="auto">${goal.title}</strong>${goalProgress(goal, seconds.get(goal.id) ?? 0)}
              </li>`,
          )}
      </ul>
    </section>`;
  }
}

customElements.define('today-page', TodayPage);
