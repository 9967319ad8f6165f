import { clock } from '../../app/clock.js';
import { t } from '../../app/text.js';
import { addHabit, edit } from '../../app/writes.js';
import { openDialog } from '../../components/dialog/open-dialog.js';
import { field, onlyErrors, titleError } from '../../components/field/field.js';
import { html } from '../../app/html.js';
import { removeWithUndo } from '../../components/undo/remove-with-undo.js';

/**
 * Asks for a habit, a new one or what it shall be called now.
 * @param {import('../../app/app.js').App} app
 * @param {import('../../app/rows.js').Habit | null} habit
 */
export async function askHabit(app, habit) {
  const choice = await openDialog({
    title: t(habit ? 'habit.edit' : 'habit.new'),
    submit: t(habit ? 'action.save' : 'action.add'),
    body: field({ name: 'title', label: t('field.title'), value: habit?.title ?? '' }),
    ...(habit && {
      more: html`<button type="button" class="button quiet danger" data-choice="delete">
        ${t('action.delete')}
      </button>`,
    }),
    onSubmit: async ({ title = '' }) => {
      const errors = onlyErrors({ title: titleError(title) });
      if (errors['title']) return errors;
      const fields = { title: title.trim() };
      await app.write(...(habit ? edit('habits', habit, fields) : [addHabit(fields, clock.iso())]));
      return errors;
    },
  });
  if (choice === 'delete' && habit)
    await removeWithUndo(app, 'habits', habit, t('habit.deleted', { name: habit.title }));
}
