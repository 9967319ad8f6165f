import { generateKeyBetween, generateNKeysBetween } from 'fractional-indexing';

/**
 * A rank that sorts between two neighbours, by bytes (collation "C"); null: no neighbour there.
 * So a move writes one row only.
 * @throws Error when `before` does not sort ahead of `after`
 */
export function rankBetween(before: string | null, after: string | null): string {
  requireOrder(before, after);
  return generateKeyBetween(before, after);
}

/**
 * `count` ranks in a row between two neighbours, evenly spread, so as short as the neighbours let them be.
 * @throws Error when `before` does not sort ahead of `after`
 */
export function ranksBetween(before: string | null, after: string | null, count: number): string[] {
  requireOrder(before, after);
  return generateNKeysBetween(before, after, count);
}

// The library swaps such neighbours without a word, which would hide the caller's mistake.
function requireOrder(before: string | null, after: string | null): void {
  if (before === null || after === null || before < after) return;
  throw new Error(`${before} is not before ${after}`);
}
