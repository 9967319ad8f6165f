import { NoAnswer, Refused } from './api.js';
import { t } from './text.js';

/** Whether an error is one that users meet: no network, a refusal, a full device. @param {unknown} error */
export function isExpected(error) {
  return error instanceof NoAnswer || error instanceof Refused || isFull(error);
}

/** @param {unknown} error */
const isFull = (error) => error instanceof DOMException && error.name === 'QuotaExceededError';

/** What an error is to a user. @param {unknown} error @returns {string} */
export function sentenceOf(error) {
  if (error instanceof NoAnswer) return t('error.offline');
  if (error instanceof Refused)
    return `${error.problem.title}. ${t('state.request', { id: error.problem.requestId })}`;
  return isFull(error) ? t('error.full') : t('error.unknown');
}
