import { clock } from '../../app/clock.js';
import { html } from '../../app/html.js';
import { t } from '../../app/text.js';
import { addProject, edit } from '../../app/writes.js';
import { openDialog } from '../../components/dialog/open-dialog.js';
import { field, onlyErrors, titleError } from '../../components/field/field.js';
import { removeWithUndo } from '../../components/undo/remove-with-undo.js';

/**
 * Asks for a project, a new one or what it shall be now.
 * @param {import('../../app/app.js').App} app
 * @param {import('../../app/rows.js').Project | null} project
 * @param {string | null} goalId of a new one
 */
export async function askProject(app, project, goalId) {
  const { store } = app;
  if (!store) return;
  const goals = store.list('goals').map(({ id, title }) => /** @type {const} */ ([id, title]));
  // A goal that is gone cannot be chosen; what is not chosen anew stays as it is.
  const known = (project ? project.goalId : goalId) ?? '';
  const initial = store.row('goals', known) ? known : '';
  const choice = await openDialog({
    title: t(project ? 'project.edit' : 'project.new'),
    submit: t(project ? 'action.save' : 'action.add'),
    body: html`${field({ name: 'name', label: t('field.name'), value: project?.name ?? '' })}
    ${field({
      name: 'goalId',
      label: t('project.goal'),
      value: initial,
      options: [['', t('project.goal.none')], ...goals],
    })}`,
    ...(project && {
      more: html`<button type="button" class="button quiet danger" data-choice="delete">
        ${t('action.delete')}
      </button>`,
    }),
    onSubmit: async ({ name = '', goalId: goal = '' }) => {
      const errors = onlyErrors({ name: titleError(name) });
      if (errors['name']) return errors;
      const fields = { name: name.trim(), goalId: goal || null };
      const changes = goal === initial ? { name: fields.name } : fields;
      await app.write(...(project ? edit('projects', project, changes) : [addProject(fields, clock.iso())]));
      return errors;
    },
  });
  if (choice !== 'delete' || !project) return;
  const count = store.list('tasks').filter(({ projectId }) => projectId === project.id).length;
  await removeWithUndo(app, 'projects', project, t('project.deleted', { name: project.name, count }));
}
