const references = ['taskId', 'projectId', 'goalId'];

/**
 * What a refused write refers to that may be gone: without it the write can be kept.
 * @param {import('../../app/outbox.js').Command} command
 * @returns {string[]} fields of its body
 */
export function referencesOf({ body, problem }) {
  const isGone = problem?.code === 'not_found' || problem?.code === 'parent_deleted';
  return isGone ? references.filter((field) => typeof body?.[field] === 'string') : [];
}
