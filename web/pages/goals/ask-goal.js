import { clock } from '../../app/clock.js';
import { html } from '../../app/html.js';
import { t } from '../../app/text.js';
import { addGoal, edit } from '../../app/writes.js';
import { openDialog } from '../../components/dialog/open-dialog.js';
import { field, onlyErrors, titleError } from '../../components/field/field.js';
import { removeWithUndo } from '../../components/undo/remove-with-undo.js';

/**
 * Asks for a goal, a new one or what it shall be now.
 * @param {import('../../app/app.js').App} app
 * @param {import('../../app/rows.js').Goal | null} goal
 */
export async function askGoal(app, goal) {
  const choice = await openDialog({
    title: t(goal ? 'goal.edit' : 'goal.new'),
    submit: t(goal ? 'action.save' : 'action.add'),
    body: html`${field({ name: 'title', label: t('field.title'), value: goal?.title ?? '' })}
    ${field({
      name: 'targetHours',
      label: t('goal.hours'),
      hint: t('goal.hours.hint'),
      type: 'number',
      value: goal?.targetHours ?? '',
    })}`,
    ...(goal && {
      more: html`<button type="button" class="button quiet danger" data-choice="delete">
        ${t('action.delete')}
      </button>`,
    }),
    onSubmit: async ({ title = '', targetHours = '' }) => {
      const hours = targetHours === '' ? null : Number(targetHours);
      const isWrong = hours !== null && !(hours > 0 && hours <= 100_000);
      const errors = onlyErrors({
        title: titleError(title),
        targetHours: isWrong ? t('goal.hours.wrong') : '',
      });
      if (Object.keys(errors).length > 0) return errors;
      const fields = { title: title.trim(), targetHours: hours };
      await app.write(...(goal ? edit('goals', goal, fields) : [addGoal(fields, clock.iso())]));
      return errors;
    },
  });
  if (choice === 'delete' && goal)
    await removeWithUndo(app, 'goals', goal, t('goal.deleted', { name: goal.title }));
}
