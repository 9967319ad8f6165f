import { clock } from '../../app/clock.js';
import { t } from '../../app/text.js';
import { remove, restore } from '../../app/writes.js';
import { focusHeading } from '../focus/focus-heading.js';
import { toast } from '../toast/toast.js';

/**
 * Deletes a row, and brings it back with all that went along when the user thinks again.
 * @param {import('../../app/app.js').App} app
 * @param {'goals' | 'projects' | 'tasks' | 'habits'} type
 * @param {import('../../app/rows.js').AnyRow & { id: string }} row
 * @param {string} text what was deleted
 */
export async function removeWithUndo(app, type, row, text) {
  const { store } = app;
  if (!store) return;
  const tasks =
    type === 'projects' ? store.list('tasks').filter(({ projectId }) => projectId === row.id) : [];
  await app.write(remove(store, type, row, clock.iso()));
  if (document.activeElement === document.body) focusHeading(); // the row had it
  const isRegretted = await toast(text, { action: t('action.undo') });
  if (isRegretted) await app.write(restore(type, row, tasks));
}
