/** @typedef {import('./rows.js').Task} Task */

/** @type {WeakMap<readonly Task[], readonly Task[]>} */
const sorted = new WeakMap();

/** Tasks in the user's order: by rank, compared by its bytes, then by id. @param {readonly Task[]} tasks @returns {readonly Task[]} */
export function byRank(tasks) {
  const known = sorted.get(tasks);
  if (known) return known;
  const list = tasks.toSorted((a, b) => compare(a.rank, b.rank) || compare(a.id, b.id));
  sorted.set(tasks, list);
  return list;
}

/** @param {string} a @param {string} b */
const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
