import { byRank } from '../../app/by-rank.js';
import { html } from '../../app/html.js';
import { t } from '../../app/text.js';
import { edit, moveTask } from '../../app/writes.js';
import { openDialog } from '../dialog/open-dialog.js';
import { field, onlyErrors, titleError } from '../field/field.js';
import { icon } from '../icon/icon.js';
import { announce } from '../toast/toast.js';
import { removeWithUndo } from '../undo/remove-with-undo.js';

/** Title, project, place and end of a task. @param {import('../../app/app.js').App} app @param {import('../../app/rows.js').Task} task */
export async function editTask(app, task) {
  const { store } = app;
  if (!store) return;
  const projects = store.list('projects').map(({ id, name }) => /** @type {const} */ ([id, name]));
  const choice = await openDialog({
    title: t('task.edit'),
    submit: t('action.save'),
    body: html`${field({ name: 'title', label: t('field.title'), value: task.title })}
    ${field({
      name: 'projectId',
      label: t('task.project'),
      value: task.projectId ?? '',
      options: [['', t('task.project.none')], ...projects],
    })}`,
    more: html`<button type="button" class="button quiet danger" data-choice="delete">
        ${t('action.delete')}
      </button>
      ${
        task.doneAt === null &&
        html`<button type="button" class="button quiet square" data-choice="up">
            ${icon('up')}<span class="unseen">${t('task.up')}</span></button
          ><button type="button" class="button quiet square" data-choice="down">
            ${icon('down')}<span class="unseen">${t('task.down')}</span>
          </button>`
      }`,
    onSubmit: async ({ title = '', projectId = '' }) => {
      const errors = onlyErrors({ title: titleError(title) });
      if (errors['title']) return errors;
      await app.write(...edit('tasks', task, { title: title.trim(), projectId: projectId || null }));
      return errors;
    },
  });
  if (choice === 'delete') await removeWithUndo(app, 'tasks', task, t('task.deleted', { name: task.title }));
  if (choice === 'up') await step(app, task, -1);
  if (choice === 'down') await step(app, task, 1);
}

/**
 * Moves a task by one place among the open ones.
 * @param {import('../../app/app.js').App} app @param {import('../../app/rows.js').Task} task @param {-1 | 1} by
 */
async function step(app, task, by) {
  const { store } = app;
  if (!store) return;
  const open = byRank(store.list('tasks')).filter(({ doneAt }) => doneAt === null);
  const place = open.findIndex(({ id }) => id === task.id);
  const others = open.filter(({ id }) => id !== task.id);
  const next = place + by;
  if (next < 0 || next > others.length) return;
  await app.write(moveTask(store, task, others[next - 1]?.id ?? null));
  announce(t('task.moved', { name: task.title, place: next + 1, count: open.length }));
}
