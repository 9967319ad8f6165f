import { html } from '../../app/html.js';
import { t } from '../../app/text.js';
import { icon } from '../icon/icon.js';

/**
 * One task: done or not, its title, its project, the timer.
 * @param {import('../../app/store.js').Store} store
 * @param {import('../../app/rows.js').Task} task
 * @param {{ isSortable?: boolean, isRunning?: boolean }} [options]
 */
export function taskRow(store, task, { isSortable = false, isRunning = false } = {}) {
  const { id, title, doneAt } = task;
  const project = store.row('projects', task.projectId);
  return html`<li class="row task ${isRunning && 'running'}" data-key="${id}" data-id="${id}">
    ${
      isSortable &&
      html`<button type="button" class="grip" data-key="grip" aria-label="${t('task.move', { name: title })}">
        ${icon('grip')}
      </button>`
    }
    <input
      type="checkbox"
      data-key="box"
      data-change="toggleTask"
      aria-label="${title}"
      ${doneAt && html`checked`}
    />
    <button type="button" class="row-title" data-key="title" data-click="editTask">
      <span dir="auto">${title}</span>${project && html`<small dir="auto">${project.name}</small>`}
    </button>
    ${
      doneAt === null &&
      html`<button
        type="button"
        class="button quiet square"
        data-key="start"
        data-click="${isRunning ? 'stopTimer' : 'startTask'}"
      >
        ${icon(isRunning ? 'stop' : 'play')}
        <span class="unseen">${isRunning ? t('timer.stop') : t('timer.start.task', { name: title })}</span>
      </button>`
    }
  </li>`;
}
