import { html } from '../../app/html.js';
import { t } from '../../app/text.js';
import { icon } from '../icon/icon.js';

/** One line to add a task. */
export const addTaskForm = () => html`
  <form class="quick-add" data-submit="addTask" data-own data-key="add-task" novalidate>
    <label class="unseen" for="add-task">${t('task.new')}</label>
    <input
      id="add-task"
      name="title"
      maxlength="200"
      placeholder="${t('task.new.hint')}"
      autocomplete="off"
      dir="auto"
      aria-describedby="add-task-error"
    />
    <button class="button main square">${icon('plus')}<span class="unseen">${t('action.add')}</span></button>
    <p class="error" id="add-task-error"></p>
  </form>
`;
