import { habitCheckId } from '@goalixa/domain/habit-check-id.ts';
import { rankBetween } from '@goalixa/domain/rank.ts';
import { changeZone } from '@goalixa/domain/zone-periods.ts';
import { v7 } from 'uuid';
import { byRank } from './by-rank.js';
import { t } from './text.js';

/**
 * What a user can do, as writes for the outbox: the request that the server gets and what it does to the rows here.
 *
 * @typedef {import('./outbox.js').Draft} Draft
 * @typedef {import('./store.js').Store} Store
 * @typedef {import('./rows.js').Goal} Goal
 * @typedef {import('./rows.js').Project} Project
 * @typedef {import('./rows.js').Task} Task
 * @typedef {import('./rows.js').TimeEntry} TimeEntry
 * @typedef {import('./rows.js').Habit} Habit
 * @typedef {import('./rows.js').RowType} RowType
 * @typedef {import('./rows.js').AnyRow} AnyRow
 */

/** @param {{ title: string, targetHours: number | null }} fields @param {string} at @returns {Draft} */
export const addGoal = (fields, at) => create('goals', fields.title, fields, fields, at, []);

/** @param {{ name: string, goalId: string | null }} fields @param {string} at @returns {Draft} */
export const addProject = (fields, at) =>
  create('projects', fields.name, fields, fields, at, needs('goals', fields.goalId));

/**
 * A new task comes last.
 * @param {Store} store @param {{ title: string, projectId: string | null }} fields @param {string} at @returns {Draft}
 */
export function addTask(store, fields, at) {
  const last = byRank(store.list('tasks')).at(-1);
  const row = { ...fields, doneAt: null, rank: rankBetween(last?.rank ?? null, null) };
  return create('tasks', fields.title, fields, row, at, needs('projects', fields.projectId));
}

/** @param {{ title: string }} fields @param {string} at @returns {Draft} */
export const addHabit = (fields, at) => create('habits', fields.title, fields, fields, at, []);

/**
 * Sets fields of a row.
 * @template {AnyRow & { id: string }} R
 * @param {RowType} type
 * @param {R} row as the user sees it
 * @param {Partial<R>} fields
 * @returns {Draft[]} none when nothing would change
 */
export function edit(type, row, fields) {
  const body = Object.fromEntries(Object.entries(fields).filter(([field, value]) => row[field] !== value));
  if (Object.keys(body).length === 0) return [];
  const seen = Object.fromEntries(Object.keys(body).map((field) => [field, row[field]]));
  const references = [...needs('projects', body['projectId']), ...needs('goals', body['goalId'])];
  return [
    {
      ...of(type, row.id, t('write.edit', { name: nameOf(row) })),
      needs: references,
      method: 'PATCH',
      path: type === 'settings' ? '/settings' : `/${type}/${row.id}`,
      body,
      effects: [{ type, id: row.id, set: body }],
      seen,
    },
  ];
}

/** @param {Task} task @param {boolean} done @param {string} at @returns {Draft} */
export function setDone(task, done, at) {
  const { id } = task;
  return {
    ...of('tasks', id, t(done ? 'write.done' : 'write.reopen', { name: task.title })),
    method: 'POST',
    path: `/tasks/${id}/${done ? 'done' : 'reopen'}`,
    effects: [{ type: 'tasks', id, set: { doneAt: done ? at : null } }],
  };
}

/**
 * Puts a task right after another.
 * @param {Store} store
 * @param {Task} task
 * @param {string | null} afterId null: first
 * @returns {Draft}
 */
export function moveTask(store, task, afterId) {
  const others = byRank(store.list('tasks')).filter(({ id }) => id !== task.id);
  const place = others.findIndex(({ id }) => id === afterId);
  const low = others[place]?.rank ?? null;
  const high = others[place + 1]?.rank ?? null;
  // Two tasks of one rank leave no room: the server makes some, and tells.
  const rank = low !== null && high !== null && low >= high ? low : rankBetween(low, high);
  return {
    ...of('tasks', task.id, t('write.move', { name: task.title })),
    needs: needs('tasks', afterId),
    method: 'POST',
    path: `/tasks/${task.id}/move`,
    body: { afterId },
    effects: [{ type: 'tasks', id: task.id, set: { rank } }],
  };
}

/**
 * Deletes a row; a project takes its tasks along.
 * @param {Store} store @param {RowType} type @param {AnyRow & { id: string }} row @param {string} at @returns {Draft}
 */
export function remove(store, type, row, at) {
  const tasks =
    type === 'projects' ? store.list('tasks').filter(({ projectId }) => projectId === row.id) : [];
  return {
    ...of(type, row.id, t('write.delete', { name: nameOf(row) })),
    needs: tasks.map(({ id }) => `tasks/${id}`),
    method: 'DELETE',
    path: `/${type}/${row.id}`,
    effects: [
      { type, id: row.id, set: { deletedAt: at } },
      ...tasks.map(({ id }) => ({ type: /** @type {const} */ ('tasks'), id, set: { deletedAt: at } })),
    ],
    // Nobody has seen its rank or version: other values than these may differ.
    seen: visibleOf(row),
  };
}

/**
 * Takes a deletion back.
 * @param {RowType} type
 * @param {AnyRow & { id: string }} row as it was
 * @param {readonly Task[]} tasks that went with it
 * @returns {Draft}
 */
export function restore(type, row, tasks) {
  const whole = (/** @type {RowType} */ kind, /** @type {AnyRow & { id: string }} */ back) => ({
    type: kind,
    id: back.id,
    set: { ...back, deletedAt: null },
    isWhole: true,
  });
  return {
    ...of(type, row.id, t('write.restore', { name: nameOf(row) })),
    method: 'POST',
    path: `/${type}/${row.id}/restore`,
    effects: [whole(type, row), ...tasks.map((task) => whole('tasks', task))],
  };
}

/**
 * Starts the timer; the running entry ends where the new one begins.
 * @param {TimeEntry | null} running @param {Task | null} task @param {string} at @returns {Draft}
 */
export function startTimer(running, task, at) {
  const id = v7();
  const set = { id, taskId: task?.id ?? null, startedAt: at, endedAt: null, ...dates(at) };
  return {
    ...of('time-entries', id, task ? t('write.start', { name: task.title }) : t('write.start.none')),
    needs: [...needs('tasks', task?.id), ...needs('time-entries', running?.id)],
    method: 'POST',
    path: '/timer/start',
    body: { id, taskId: set.taskId, startedAt: at },
    effects: [
      ...(running
        ? [{ type: /** @type {const} */ ('time-entries'), id: running.id, set: { endedAt: at } }]
        : []),
      { type: 'time-entries', id, set, isWhole: true },
    ],
  };
}

/**
 * Ends an entry. It names the entry: a stop that arrives late must not end what another device has started since.
 * @param {TimeEntry} entry @param {string} at @returns {Draft[]}
 */
export const stopTimer = (entry, at) =>
  edit('time-entries', entry, { endedAt: at > entry.startedAt ? at : entry.startedAt }).map((draft) => ({
    ...draft,
    label: t('write.stop'),
  }));

/** @param {Habit} habit @param {string} day @param {boolean} isChecked @param {string} at @returns {Draft} */
export function checkHabit(habit, day, isChecked, at) {
  const id = habitCheckId(habit.id, day);
  const set = isChecked ? { id, habitId: habit.id, day, ...dates(at) } : { deletedAt: at };
  return {
    ...of('habit-checks', id, t(isChecked ? 'write.check' : 'write.uncheck', { name: habit.title, day })),
    needs: needs('habits', habit.id),
    method: isChecked ? 'PUT' : 'DELETE',
    path: `/habits/${habit.id}/checks/${day}`,
    effects: [{ type: 'habit-checks', id, set, isWhole: isChecked }],
  };
}

/** A new zone counts from now on. @param {import('./rows.js').Settings} settings @param {string} timeZone @param {string} at @returns {Draft[]} */
export function setTimeZone(settings, timeZone, at) {
  return edit('settings', settings, { timeZone }).map((draft) => ({
    ...draft,
    label: t('write.zone', { zone: timeZone }),
    effects: [
      {
        type: 'settings',
        id: settings.id,
        set: { timeZone, zonePeriods: changeZone(settings.zonePeriods, Date.parse(at), timeZone) },
      },
    ],
  }));
}

/**
 * @param {RowType} type @param {string} name @param {Record<string, unknown>} body @param {AnyRow} fields
 * @param {string} at @param {readonly string[]} needed
 * @returns {Draft}
 */
function create(type, name, body, fields, at, needed) {
  const id = v7();
  return {
    ...of(type, id, t('write.add', { name })),
    needs: needed,
    method: 'POST',
    path: `/${type}`,
    body: { id, ...body },
    effects: [{ type, id, set: { id, ...fields, ...dates(at) }, isWhole: true }],
  };
}

/** @param {RowType} type @param {string} rowId @param {string} label */
const of = (type, rowId, label) => ({ type, rowId, label, needs: [], body: null, seen: null });

/** @param {string} at */
const dates = (at) => ({ version: 1, createdAt: at, updatedAt: at, deletedAt: null });

/** @param {RowType} type @param {unknown} id */
const needs = (type, id) => (typeof id === 'string' ? [`${type}/${id}`] : []);

/** @param {AnyRow} row */
const nameOf = ({ title, name }) =>
  typeof title === 'string' ? title : typeof name === 'string' ? name : '';

const bookkeeping = ['id', 'rank', 'streak', 'version', 'createdAt', 'updatedAt', 'deletedAt'];

/** @param {AnyRow} row */
const visibleOf = (row) =>
  Object.fromEntries(Object.entries(row).filter(([field]) => !bookkeeping.includes(field)));
