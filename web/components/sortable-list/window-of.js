/**
 * Which rows of a list lie in a stretch of it.
 * @param {readonly number[]} heights px, one per row
 * @param {number} from px from the top of the list
 * @param {number} to px
 * @returns {{ start: number, end: number, before: number, after: number }} rows `start` to `end`, the latter excluded;
 *   the heights of all before and after them. At least one row, if there is any
 */
export function windowOf(heights, from, to) {
  const total = heights.reduce((sum, height) => sum + height, 0);
  let start = 0;
  let before = 0;
  while (start < heights.length - 1 && before + (heights[start] ?? 0) <= from)
    before += heights[start++] ?? 0;
  let end = start;
  let bottom = before;
  while (end < heights.length && (end === start || bottom < to)) bottom += heights[end++] ?? 0;
  return { start, end, before, after: total - bottom };
}
