/**
 * Rows as this device keeps them, and how writes that the server has not seen yet lie over them.
 *
 * @typedef {{ id: string, version: number, createdAt: string, updatedAt: string, deletedAt: string | null }} Meta
 * @typedef {Meta & { title: string, targetHours: number | null }} Goal
 * @typedef {Meta & { name: string, goalId: string | null }} Project
 * @typedef {Meta & { title: string, projectId: string | null, doneAt: string | null, rank: string }} Task
 * @typedef {Meta & { taskId: string | null, startedAt: string, endedAt: string | null }} TimeEntry
 * @typedef {Meta & { title: string }} Habit
 * @typedef {Meta & { habitId: string, day: string }} HabitCheck
 * @typedef {Meta & { timeZone: string, locale: string | null,
 *   zonePeriods: import('@goalixa/domain/zone-periods.ts').ZonePeriods }} Settings
 * @typedef {{ goals: Goal, projects: Project, tasks: Task, 'time-entries': TimeEntry, habits: Habit,
 *   'habit-checks': HabitCheck, settings: Settings }} RowTypes
 * @typedef {keyof RowTypes} RowType
 *
 * @typedef {Record<string, unknown>} AnyRow
 * @typedef {object} RowRecord One row of one user, as stored.
 * @property {RowType} type
 * @property {string} id
 * @property {AnyRow | null} server as the server told it last; null: not there, or deleted
 * @property {AnyRow | null} row with the writes that wait; what pages show
 * @property {string | null} [projectId] of a deleted task: where its time goes on counting
 *
 * @typedef {object} Effect What a write does to one row.
 * @property {RowType} type
 * @property {string} id
 * @property {AnyRow} set
 * @property {boolean} [isWhole] it makes the row when there is none
 */

/** @type {readonly RowType[]} */
export const rowTypes = ['settings', 'goals', 'projects', 'tasks', 'habits', 'habit-checks', 'time-entries'];

/**
 * @param {AnyRow | null} row
 * @param {Effect} effect
 * @returns {AnyRow | null} the row after the write; a row that is gone stays gone unless the write brings all of it
 */
export function applyEffect(row, { set, isWhole = false }) {
  return row || isWhole ? { ...row, ...set } : null;
}

/**
 * The row that pages show: the server's, with every write that waits, in order.
 * @param {RowRecord} record
 * @param {readonly { effects: readonly Effect[] }[]} commands oldest first
 * @returns {AnyRow | null}
 */
export function shownRow({ type, id, server }, commands) {
  return commands
    .flatMap(({ effects }) => effects)
    .filter((effect) => effect.type === type && effect.id === id)
    .reduce(applyEffect, server);
}

/** A row that is there and not deleted. @param {AnyRow | null} row */
export const isLive = (row) => row !== null && (row['deletedAt'] ?? null) === null;
