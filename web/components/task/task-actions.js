import { clock } from '../../app/clock.js';
import { t } from '../../app/text.js';
import { runningEntry } from '../../app/time-sums.js';
import { addTask, setDone, startTimer, stopTimer } from '../../app/writes.js';
import { markErrors, onlyErrors, titleError, valuesOf } from '../field/field.js';
import { announce } from '../toast/toast.js';
import { editTask } from './edit-task.js';

/**
 * What can be done with tasks on every page that shows them.
 * @param {import('../../app/app.js').App} app
 * @param {() => string | null} projectOfNew the project that a new task belongs to
 * @returns {Record<string, import('../../app/page.js').Action>}
 */
export function taskActions(app, projectOfNew) {
  const taskOf = (/** @type {HTMLElement} */ element) =>
    app.store?.row('tasks', element.closest('li')?.dataset['id'] ?? null) ?? null;
  return {
    async addTask(form) {
      if (!(form instanceof HTMLFormElement) || !app.store) return;
      const { title = '' } = valuesOf(form);
      const errors = onlyErrors({ title: titleError(title) });
      markErrors(form, errors);
      if (errors['title']) return;
      await app.write(addTask(app.store, { title: title.trim(), projectId: projectOfNew() }, clock.iso()));
      form.reset();
      announce(t('task.added', { name: title.trim() }));
    },
    async toggleTask(box) {
      const task = taskOf(box);
      if (!task) return;
      const isDone = task.doneAt === null;
      await app.write(setDone(task, isDone, clock.iso()));
      announce(t(isDone ? 'task.done' : 'task.reopened', { name: task.title }));
    },
    async startTask(button) {
      const task = taskOf(button);
      if (!task || !app.store) return;
      await app.write(startTimer(runningEntry(app.store), task, clock.iso()));
      announce(t('timer.started'));
    },
    async startTimer() {
      if (!app.store) return;
      await app.write(startTimer(runningEntry(app.store), null, clock.iso()));
      announce(t('timer.started'));
    },
    async stopTimer() {
      const entry = app.store && runningEntry(app.store);
      if (!entry) return;
      await app.write(...stopTimer(entry, clock.iso()));
      announce(t('timer.stopped'));
    },
    async editTask(button) {
      const task = taskOf(button);
      if (task) await editTask(app, task);
    },
  };
}
