import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { windowOf } from '../components/sortable-list/window-of.js';

const heights = fc.array(fc.nat({ max: 200 }), { minLength: 1, maxLength: 300 });
const place = fc.integer({ min: -2_000, max: 40_000 });
const sum = (list: readonly number[]) => list.reduce((total, height) => total + height, 0);

describe('windowOf', () => {
  it('has no rows of an empty list', () => {
    expect(windowOf([], 0, 100)).toEqual({ start: 0, end: 0, before: 0, after: 0 });
  });

  it('leaves the height of the whole list as it is', () => {
    fc.assert(
      fc.property(heights, place, fc.nat({ max: 3_000 }), (list, from, length) => {
        const { start, end, before, after } = windowOf(list, from, from + length);
        expect(before).toBe(sum(list.slice(0, start)));
        expect(before + sum(list.slice(start, end)) + after).toBe(sum(list));
        expect(end).toBeGreaterThan(start);
      }),
    );
  });

  it('holds every row of which something lies in the stretch', () => {
    fc.assert(
      fc.property(heights, place, fc.nat({ max: 3_000 }), (list, from, length) => {
        const { start, end } = windowOf(list, from, from + length);
        let top = 0;
        for (const [index, height] of list.entries()) {
          const isSeen = height > 0 && top + height > from && top < from + length;
          if (isSeen) expect(index >= start && index < end).toBe(true);
          top += height;
        }
      }),
    );
  });
});
