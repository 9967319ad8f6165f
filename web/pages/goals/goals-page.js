import { clock } from '../../app/clock.js';
import { html } from '../../app/html.js';
import { Page } from '../../app/page.js';
import { t } from '../../app/text.js';
import { secondsByGoal } from '../../app/time-sums.js';
import { goalProgress } from '../../components/goal/goal-progress.js';
import { icon } from '../../components/icon/icon.js';
import { empty, notFound } from '../../components/states/states.js';
import { askGoal } from './ask-goal.js';
import { askProject } from './ask-project.js';

/**
 * @typedef {import('../../app/store.js').Store} Store
 * @typedef {import('../../app/rows.js').Goal} Goal
 * @typedef {import('../../app/rows.js').Project} Project
 */

/** Goals, how far they are, and the projects that lead there; `?new` adds one, `/:id` opens one. */
export class GoalsPage extends Page {
  get heading() {
    return t('goals.title');
  }

  connectedCallback() {
    const { app } = this;
    const idOf = (/** @type {HTMLElement} */ element) => element.dataset['id'] ?? null;
    this.actions = {
      addGoal: () => askGoal(app, null),
      editGoal: (button) => askGoal(app, app.store?.row('goals', idOf(button)) ?? null),
      addProject: (button) => askProject(app, null, idOf(button)),
      editProject: (button) => askProject(app, app.store?.row('projects', idOf(button)) ?? null, null),
    };
    super.connectedCallback();
  }

  arrived() {
    const { app, route } = this;
    const goal = app.store?.row('goals', route.params['id'] ?? null) ?? null;
    if (!goal && !route.query.has('new')) return;
    this.standAt('/app/goals');
    void app.attempt(() => askGoal(app, goal));
  }

  view() {
    const store = /** @type {Store} */ (this.app.store);
    const { id } = this.route.params;
    if (id && !store.row('goals', id))
      return html`<h1 tabindex="-1">${this.heading}</h1>
        ${notFound('/app/goals')}`;
    const goals = store.list('goals');
    const seconds = secondsByGoal(store, clock.now());
    const loose = store.list('projects').filter(({ goalId }) => !store.row('goals', goalId));
    return html`
      <header class="page-head">
        <h1 tabindex="-1">${this.heading}</h1>
        ${
          goals.length > 0 &&
          html`<button type="button" class="button main" data-key="new" data-click="addGoal">
            ${icon('plus')}<span>${t('goal.new')}</span>
          </button>`
        }
      </header>
      ${
        goals.length === 0 &&
        empty({
          title: t('goals.none'),
          hint: t('goals.none.hint'),
          symbol: 'goals',
          action: html`<button type="button" class="button main" data-click="addGoal">
            ${t('goal.new')}
          </button>`,
        })
      }
      <div class="grid">
        ${goals.map((goal) => goalCard(store, goal, seconds.get(goal.id) ?? 0))}
        ${
          (loose.length > 0 || goals.length > 0) &&
          html`<section class="card" data-key="loose" aria-labelledby="loose-title">
            <div class="card-head">
              <h2 id="loose-title">${t('goals.loose')}</h2>
            </div>
            ${projectRows(store, loose)} ${addProjectButton(null, t('project.new'))}
          </section>`
        }
      </div>
    `;
  }
}

customElements.define('goals-page', GoalsPage);

/** @param {Store} store @param {Goal} goal @param {number} seconds */
function goalCard(store, goal, seconds) {
  const projects = store.list('projects').filter(({ goalId }) => goalId === goal.id);
  return html`<section class="card" data-key="${goal.id}" aria-labelledby="goal-${goal.id}">
    <div class="card-head">
      <h2 id="goal-${goal.id}" dir="auto">${goal.title}</h2>
      <button
        type="button"
        class="button quiet square"
        data-key="edit-${goal.id}"
        data-click="editGoal"
        data-id="${goal.id}"
      >
        ${icon('edit')}<span class="unseen">${t('action.edit', { name: goal.title })}</span>
      </button>
    </div>
    ${goalProgress(goal, seconds)} ${projectRows(store, projects)}
    ${addProjectButton(goal.id, t('project.add.to', { name: goal.title }))}
  </section>`;
}

/** @param {Store} store @param {readonly Project[]} projects */
function projectRows(store, projects) {
  const openOf = (/** @type {string} */ id) =>
    store.list('tasks').filter(({ projectId, doneAt }) => projectId === id && doneAt === null).length;
  return html`<ul class="rows">
    ${projects.map(
      ({ id, name }) =>
        html`<li class="row" data-key="${id}">
          ${icon('folder')}
          <a class="row-title" href="/app/tasks?project=${id}">
            <span dir="auto">${name}</span><small>${t('project.tasks', { count: openOf(id) })}</small>
          </a>
          <button
            type="button"
            class="button quiet square"
            data-key="edit-${id}"
            data-click="editProject"
            data-id="${id}"
          >
            ${icon('edit')}<span class="unseen">${t('action.edit', { name })}</span>
          </button>
        </li>`,
    )}
  </ul>`;
}

/** @param {string | null} goalId @param {string} label */
const addProjectButton = (goalId, label) => html`
  <button
    type="button"
    class="button quiet"
    data-key="add-${goalId ?? 'loose'}"
    data-click="addProject"
    ${goalId && html`data-id="${goalId}"`}
    aria-label="${label}"
  >
    ${icon('plus')}<span>${t('project.new')}</span>
  </button>
`;
