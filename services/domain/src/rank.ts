import { generateKeyBetween, generateNKeysBetween } from 'fractional-indexing';

/**
 * A rank that sorts between two neighbours, by bytes (collation "C"); null: no neighbour there.
 * So a move writes one row only.
 * @throws Error when `before` does not sort ahead of `after`
 */
export function rankBetween(before: string | null, after: string | null): string {
  // The library swaps such neighbours without a word, which would hide the caller's mistake.
  if (before !== null && after !== null && before >= after)
    throw new Error(`${before} is not before ${after}`);
  return generateKeyBetween(before, after);
}

/** `count` ranks in a row after `before`, short ones. */
export function ranksAfter(before: string | null, count: number): string[] {
  return generateNKeysBetween(before, null, count);
}
