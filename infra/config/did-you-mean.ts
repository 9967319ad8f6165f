import { nearest } from './nearest.ts';

/** `; did you mean "x"?`, or `; use a, b or c`; nothing where there are no candidates or too many to list. */
export function didYouMean(word: string, candidates: readonly string[]): string {
  const meant = nearest(word, candidates);
  if (meant !== undefined) return `; did you mean "${meant}"?`;
  return candidates.length === 0 || candidates.length > 8 ? '' : `; use ${either(candidates)}`;
}

/** `a, b or c`. */
export const either = (words: readonly string[]): string =>
  [words.slice(0, -1).join(', '), ...words.slice(-1)].filter((part) => part !== '').join(' or ');
