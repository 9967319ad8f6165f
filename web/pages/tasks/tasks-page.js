import { byRank } from '../../app/by-rank.js';
import { html } from '../../app/html.js';
import { Page } from '../../app/page.js';
import { t } from '../../app/text.js';
import { runningEntry } from '../../app/time-sums.js';
import { moveTask } from '../../app/writes.js';
import { SortableList } from '../../components/sortable-list/sortable-list.js';
import { empty, notFound } from '../../components/states/states.js';
import { addTaskForm } from '../../components/task/add-task-form.js';
import { editTask } from '../../components/task/edit-task.js';
import { taskActions } from '../../components/task/task-actions.js';
import { taskRow } from '../../components/task/task-row.js';
import { announce } from '../../components/toast/toast.js';

/** @typedef {import('../../app/rows.js').Task} Task */

/** Of the done ones, as many as one may want to open again. */
const shownDone = 30;

/** All tasks in the user's order, or those of one project; `?new` adds one, `/:id` opens one. */
export class TasksPage extends Page {
  /** Moves that are not stored yet; until they are, the list knows its order better than the rows. */
  #moving = 0;

  get heading() {
    return t('tasks.title');
  }

  get #projectId() {
    return this.route.query.get('project');
  }

  connectedCallback() {
    this.actions = {
      ...taskActions(this.app, () => this.#projectId),
      filter: (select) => {
        const { value } = /** @type {HTMLSelectElement} */ (select);
        this.standAt(value ? `/app/tasks?project=${value}` : '/app/tasks');
        this.update();
      },
    };
    this.addEventListener('sortable-move', (event) => {
      const { detail } = /** @type {CustomEvent} */ (event);
      this.#moving += 1;
      void this.app
        .attempt(() => this.#move(detail))
        .finally(() => {
          this.#moving -= 1;
          this.update();
        });
    });
    super.connectedCallback();
  }

  arrived() {
    const task = this.app.store?.row('tasks', this.route.params['id'] ?? null);
    if (this.route.query.has('new'))
      /** @type {HTMLElement | null} */ (this.querySelector('#add-task'))?.focus();
    if (!task) return;
    this.standAt('/app/tasks');
    void this.app.attempt(() => editTask(this.app, task));
  }

  update() {
    super.update();
    const list = this.querySelector('sortable-list');
    const { store } = this.app;
    if (!(list instanceof SortableList) || !store || this.#moving > 0) return;
    const running = runningEntry(store)?.taskId;
    list.draw = (/** @type {Task} */ task) =>
      taskRow(store, task, { isSortable: true, isRunning: task.id === running });
    list.items = this.#shown().filter(({ doneAt }) => doneAt === null);
  }

  view() {
    const store = /** @type {import('../../app/store.js').Store} */ (this.app.store);
    const { id } = this.route.params;
    const isMissing =
      (id && !store.row('tasks', id)) || (this.#projectId && !store.row('projects', this.#projectId));
    if (isMissing)
      return html`<h1 tabindex="-1">${this.heading}</h1>
        ${notFound('/app/tasks')}`;
    const tasks = this.#shown();
    const done = tasks.filter(({ doneAt }) => doneAt !== null);
    return html`
      <header class="page-head">
        <h1 tabindex="-1">${this.heading}</h1>
        ${this.#filter(store)}
      </header>
      <section class="card" aria-label="${t('tasks.open')}" data-key="open">
        ${addTaskForm()}
        ${
          tasks.length === done.length &&
          empty({ title: t('tasks.none'), hint: t('tasks.none.hint'), symbol: 'tasks' })
        }
        <sortable-list data-key="list"></sortable-list>
      </section>
      ${
        done.length > 0 &&
        html`<details class="card" data-key="done">
          <summary>${t('tasks.done', { count: done.length })}</summary>
          <ul class="rows">
            ${done
              .toSorted(lastDoneFirst)
              .slice(0, shownDone)
              .map((task) => taskRow(store, task))}
          </ul>
        </details>`
      }
    `;
  }

  /** @param {import('../../app/store.js').Store} store */
  #filter(store) {
    const projects = store.list('projects');
    if (projects.length === 0) return null;
    return html`<label class="filter">
      <span class="unseen">${t('tasks.filter')}</span>
      <select data-change="filter">
        <option value="">${t('tasks.filter.all')}</option>
        ${projects.map(
          ({ id, name }) =>
            html`<option value="${id}" ${id === this.#projectId && html`selected`}>${name}</option>`,
        )}
      </select>
    </label>`;
  }

  #shown() {
    const tasks = byRank(this.app.store?.list('tasks') ?? []);
    return this.#projectId ? tasks.filter(({ projectId }) => projectId === this.#projectId) : tasks;
  }

  /** @param {{ id: string, afterId: string | null, beforeId: string | null }} place among those shown */
  async #move({ id, afterId, beforeId }) {
    const { store } = this.app;
    const task = store?.row('tasks', id);
    if (!store || !task) return;
    await this.app.write(moveTask(store, task, afterId ?? predecessor(store.list('tasks'), id, beforeId)));
    const open = this.#shown().filter(({ doneAt }) => doneAt === null);
    const now = open.findIndex((other) => other.id === id) + 1;
    announce(t('task.moved', { name: task.title, place: now, count: open.length }));
  }
}

customElements.define('tasks-page', TasksPage);

/**
 * The task right before another among all, so that the first one shown of a project does not become first of all.
 * @param {readonly Task[]} tasks @param {string} id the one that moves @param {string | null} beforeId
 */
function predecessor(tasks, id, beforeId) {
  const others = byRank(tasks).filter((task) => task.id !== id);
  return others[others.findIndex((task) => task.id === beforeId) - 1]?.id ?? null;
}

/** @param {Task} a @param {Task} b */
const lastDoneFirst = (a, b) => ((a.doneAt ?? '') < (b.doneAt ?? '') ? 1 : -1);
