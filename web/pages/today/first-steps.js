import { clock } from '../../app/clock.js';
import { html } from '../../app/html.js';
import { t } from '../../app/text.js';
import { addGoal, addProject, addTask } from '../../app/writes.js';
import { markErrors, onlyErrors, titleError, valuesOf } from '../../components/field/field.js';
import { focusHeading } from '../../components/focus/focus-heading.js';

/** @typedef {'goal' | 'project' | 'task'} Step */

/**
 * What a new user is led through: a goal, a project for it, its first task.
 * @param {import('../../app/store.js').Store} store
 * @returns {import('../../app/html.js').Markup | null} null once there is all that a day needs
 */
export function firstSteps(store) {
  if (store.list('tasks').length > 0) return null;
  const [goal] = store.list('goals');
  const [project] = store.list('projects');
  if (project)
    return step('task', 3, t('today.step.task'), t('today.step.task.hint', { name: project.name }));
  if (goal)
    return step('project', 2, t('today.step.project'), t('today.step.project.hint', { name: goal.title }));
  return step('goal', 1, t('today.welcome'), t('today.welcome.hint'));
}

/**
 * @param {import('../../app/app.js').App} app
 * @returns {Record<string, import('../../app/page.js').Action>}
 */
export function firstStepActions(app) {
  return {
    async takeStep(form) {
      const { store } = app;
      if (!(form instanceof HTMLFormElement) || !store) return;
      const title = (valuesOf(form)['title'] ?? '').trim();
      const errors = onlyErrors({ title: titleError(title) });
      markErrors(form, errors);
      if (errors['title']) return;
      const at = clock.iso();
      const [goal] = store.list('goals');
      const [project] = store.list('projects');
      const drafts = {
        goal: () => addGoal({ title, targetHours: null }, at),
        project: () => addProject({ name: title, goalId: goal?.id ?? null }, at),
        task: () => addTask(store, { title, projectId: project?.id ?? null }, at),
      };
      await app.write(drafts[/** @type {Step} */ (form.dataset['step'])]());
      const next = document.querySelector('main .first-step input');
      if (next instanceof HTMLElement) next.focus();
      else focusHeading();
    },
  };
}

const words = /** @type {const} */ ({
  goal: ['today.welcome.example', 'today.welcome.submit', 'field.title'],
  project: ['today.step.project.example', 'today.step.project.submit', 'field.name'],
  task: ['today.step.task.example', 'today.step.task.submit', 'field.title'],
});

/** @param {Step} name @param {number} number @param {string} title @param {string} hint */
function step(name, number, title, hint) {
  const [example, submit, label] = words[name];
  return html`<section class="card first-step" data-key="step-${name}">
    <progress value="${number - 1}" max="3" aria-label="${t('today.step', { number })}"></progress>
    <h2>${title}</h2>
    <p class="quiet" dir="auto">${hint}</p>
    <form data-submit="takeStep" data-step="${name}" data-own novalidate>
      <div class="field">
        <label for="step-field">${t(label)}</label>
        <input
          id="step-field"
          name="title"
          maxlength="200"
          autocomplete="off"
          dir="auto"
          placeholder="${t(example)}"
          aria-describedby="step-field-error"
        />
        <p class="error" id="step-field-error"></p>
      </div>
      <button class="button main">${t(submit)}</button>
    </form>
  </section>`;
}
